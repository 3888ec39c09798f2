import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { readKernels } from '../support/kernels';
import { randomWeights } from '../support/random-model';
import { measureAccuracy } from './accuracy';
import { compareInBrowser, measureTargets } from './browser/compare';
import { measureCommandLine } from './cli/measure';
import { environment } from './environment';
import { measureEvaluation } from './evaluation';
import { measureFilesInPage } from './files';
import { measureFrames } from './frames';
import { measureJournal } from './journal';
import { measureNer } from './ner';
import { contend, openBackend, presetOf } from './ours';
import { measurePage } from './page';
import { measurePolicies, type PolicyFigures } from './policies';
import { asMarkdown, asText, sectionsOf } from './print';
import { type Comparison, keepResults, readResults, type Results } from './results';
import { measureSamples } from './samples';
import { benchShape } from './shape';
import { measureSpeed } from './speed';
import { measureSweep } from './sweep';

/**
 * `npm run bench`: our backends in Node; ours and the peers in headless Chromium; then, where the site is built (`out/`), its panel.
 * `npm run bench -- cli` measures the command line beside a bare loop of `fetch`, `-- journal` the events of large runs,
 * `-- files` the import and export of 100,000 calls in the page, `-- policies` what compressing the KV cache costs, `-- frames` how
 * fluently the page draws one, `-- sweep` how long a sweep of twelve policies takes there, `-- ner` what batches bring where many
 * sentences are annotated. Any of `partNames` runs that part, `-- 2` does so many rounds.
 * Prints tables, and keeps what was measured in results.json beside this file; `npm run bench -- markdown` prints the README's tables from
 * there.
 */
const usualRounds = 5;

const partNames = [
  'node',
  'browser',
  'targets',
  'page',
  'evaluation',
  'cli',
  'journal',
  'policies',
  'frames',
  'sweep',
  'ner',
  'files',
] as const;
type PartName = (typeof partNames)[number];

/** Milliseconds that a measurement lasts at least. */
const enough = 200;

async function compareInNode(rounds: number): Promise<Comparison> {
  const weights = randomWeights(benchShape, 1);
  const kernels = readKernels();
  const reference = await openBackend('reference', benchShape, weights, kernels);
  const fast = [
    await openBackend('wasm-f32', benchShape, weights, kernels),
    await openBackend('wasm-int8', benchShape, weights, kernels),
  ];
  const stored = contend(await openBackend('wasm-int8', benchShape, weights, kernels), presetOf('q8_0'));
  const contenders = [...[reference, ...fast].map(backend => contend(backend)), stored];
  const before = environment();
  const accuracy = await measureAccuracy(contenders);
  const samples = await measureSamples(fast, rounds);
  const speed = await measureSpeed(contenders, rounds, enough);
  for (const contender of contenders) contender.dispose();
  const facts = Object.fromEntries(contenders.map(({ name, facts = {} }) => [name, facts]));
  return { environment: before, accuracy, samples, speed, facts };
}

async function comparePolicies(rounds: number): Promise<PolicyFigures> {
  const backend = await openBackend('wasm-int8', benchShape, randomWeights(benchShape, 1), readKernels());
  const figures = await measurePolicies(backend, rounds);
  backend.dispose();
  return figures;
}

/** What `measure` finds on the built site; undefined where there is none. */
async function onSite<T>(measure: (folder: string) => Promise<T>) {
  const out = fileURLToPath(new URL('../../out', import.meta.url));
  if (existsSync(out)) return { environment: environment(), ...(await measure(out)) };
  console.log('The site is not built (no out/): its page is not measured.');
  return undefined;
}

/** As the repository's files are: pasted tables pass the check. */
async function laidOut(markdown: string): Promise<string> {
  const filepath = fileURLToPath(new URL('../../README.md', import.meta.url));
  return format(markdown, { ...(await resolveConfig(filepath)), filepath });
}

const asked = process.argv.slice(2);
if (asked.includes('markdown')) console.log(await laidOut(asMarkdown(readResults())));
else {
  const rounds = Number(asked.find(word => /^\d+$/.test(word)) ?? usualRounds);
  const parts = partNames.filter(name => asked.includes(name));
  const wants = (part: PartName) => parts.length === 0 || parts.includes(part);
  const results: Results = {};
  if (wants('node')) results.node = await compareInNode(rounds);
  if (wants('browser')) results.browser = await compareInBrowser(rounds, enough);
  if (wants('targets')) results.targets = await measureTargets(rounds, enough);
  if (wants('page')) {
    const page = await onSite(out => measurePage(out, Math.min(rounds, 3)));
    if (page) results.page = page;
  }
  if (wants('evaluation')) {
    const evaluation = await onSite(out => measureEvaluation(out, rounds));
    if (evaluation) results.evaluation = evaluation;
  }
  if (wants('cli')) results.cli = { environment: environment(), ...(await measureCommandLine(rounds)) };
  if (wants('journal')) results.journal = { environment: environment(), ...measureJournal(rounds) };
  if (wants('policies')) results.policies = { environment: environment(), ...(await comparePolicies(rounds)) };
  if (wants('frames')) {
    const frames = await onSite(out => measureFrames(out, Math.min(rounds, 3)));
    if (frames) results.frames = frames;
  }
  if (wants('sweep')) {
    const sweep = await onSite(measureSweep);
    if (sweep) results.sweep = sweep;
  }
  if (wants('ner')) results.ner = { environment: environment(), ...(await measureNer(rounds)) };
  if (wants('files')) {
    const files = await onSite(async out => ({ files: await measureFilesInPage(out) }));
    if (files) results.files = files;
  }
  await keepResults(results);
  for (const section of sectionsOf(results)) console.log(asText(section));
}

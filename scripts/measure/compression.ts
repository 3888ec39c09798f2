import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { compressedModels, embeddedModel } from '@/lib/engines/models';
import type { ResultTable } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { summaryOf } from '@/lib/panels/divide-and-conquer/summary';
import { wilson } from '@/lib/stats/wilson';
import { nodeEnvironment } from '../experiment/run-file';
import { formatTable } from '../experiment/table';
import { type CacheReading, openInt8, readTranscripts, tokenRows } from './cache-reading';
import { type PolicyReading, readWithPolicies } from './policy-reading';
import { runEmbedded } from './run';

const SEED = 21;
const DIGITS = ['2', '4', '6'];
const STRATEGIES = ['cot', 'divide-and-conquer'];

interface Exact {
  strategy: string;
  digits: number;
  n: number;
  correct: number;
}

/** What compression costs one model. */
interface Measured {
  exact: Exact[];
  reading: CacheReading;
  /** What policies without training cost the model before it, at the ratio that was measured; not of that model itself. */
  policies?: PolicyReading[];
}

/** Problems of each size, and transcripts that are read: policies read token by token, so that fewer must do. */
const COUNT = { problems: 25, transcripts: 200, withPolicies: 6 };
const RECORD = 'training/compression/measured.json';

/**
 * What compression costs the arithmetic model: right answers of the panel's programs, perplexity of perfect answers, and what the caches
 * really hold; for the model, each of its retrofits, and policies without training at the same ratios; on held-out problems. Prints tables
 * and writes them to `training/compression/measured.json`.
 * @param names of the models to measure; the others keep what was recorded of them. Default: all
 */
export async function measureCompression(names: readonly string[]): Promise<void> {
  const wanted = [embeddedModel, ...compressedModels].filter(
    ({ ref }) => names.length === 0 || names.includes(ref.model),
  );
  const recorded = existsSync(RECORD)
    ? (JSON.parse(readFileSync(RECORD, 'utf8')) as { models: Record<string, Measured> }).models
    : {};
  const models: Record<string, Measured> = names.length === 0 ? {} : recorded;
  for (const { ref, compression } of wanted) {
    const opened = await openInt8(ref.model);
    const rows = await tokenRows(opened, COUNT.transcripts);
    const reading = await readTranscripts(opened, rows);
    opened.backend.dispose();
    const policies =
      compression &&
      (await readWithPolicies(embeddedModel.ref.model, reading.ratio, rows.slice(0, COUNT.withPolicies)));
    models[ref.model] = { exact: await exactAnswers(ref.model), reading, ...(policies && { policies }) };
    if (policies) process.stdout.write(`${formatTable(policyTable(reading, policies))}\n\n`);
    process.stdout.write(`${formatTable(answerTable(models))}\n\n`);
    const record = { seed: SEED, ...COUNT, environment: nodeEnvironment(), models };
    writeFileSync(RECORD, JSON.stringify(record, null, 2) + '\n');
  }
}

/** Right answers by strategy and size, on held-out problems, greedy. */
async function exactAnswers(model: string): Promise<Exact[]> {
  const experiment = parseExperiment(
    {
      version: 1,
      panel: divideAndConquerPanel.id,
      model: { engine: 'embedded', model },
      seed: SEED,
      sampling: { max_tokens: 1024 },
      settings: {
        task: 'multiplication',
        problems: 'drawn',
        digits: DIGITS,
        count: COUNT.problems * DIGITS.length,
        strategies: STRATEGIES,
      },
    },
    divideAndConquerPanel,
  );
  const run = await runEmbedded(divideAndConquerPanel, experiment);
  const { rows } = summaryOf({ ...run, experiment, createdAt: 0 }, '');
  return rows.map(({ strategy, size, n, correct }) => ({ strategy, digits: size, n, correct }));
}

const percent = (share: number): string => (100 * share).toFixed(0);

function answerTable(models: Record<string, Measured>): ResultTable {
  const cell = ({ correct, n }: Exact) => {
    const { share, low, high } = wilson(correct, n);
    return `${percent(share)} (${percent(low)} to ${percent(high)})`;
  };
  const [first] = Object.values(models);
  const sizes = first!.exact.map(({ strategy, digits }) => `${strategy} ${digits}`);
  return {
    columns: ['Model', 'ratio of slots', 'of bytes', 'perplexity', 'rows right', ...sizes],
    rows: Object.entries(models).map(([name, { exact, reading }]) => [name, ...figures(reading), ...exact.map(cell)]),
  };
}

const figures = ({ ratio, byteRatio, perplexity, exact }: CacheReading): string[] => [
  ratio.toFixed(2),
  byteRatio.toFixed(2),
  perplexity.toFixed(4),
  percent(exact),
];

const policyTable = (own: CacheReading, policies: readonly PolicyReading[]): ResultTable => ({
  columns: ['Policy', 'ratio of slots', 'perplexity', 'rows right'],
  rows: [{ ...own, policy: 'the model itself' }, ...policies].map(({ policy, ratio, perplexity, exact }) => [
    policy,
    ratio.toFixed(2),
    perplexity.toFixed(4),
    percent(exact),
  ]),
});

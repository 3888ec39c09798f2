import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asFailure, Failure, type FailureKind, failures } from '@/lib/core/failure';
import { refKey } from '@/lib/engines/contract';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { CallPlan, Experiment, Panel } from '@/lib/experiment/panel';
import type { RunOutcome } from '@/lib/experiment/runner';
import type { PanelLookup } from '@/lib/experiment/spec';
import { type Arguments, readArguments, usage, UsageError } from './arguments';
import { chooseEngine, type CreateEngine, createEngine, opener } from './engine';
import { checkWritable, holdOut } from './out-file';
import type { Screen } from './progress';
import { obstacleOf, Refusal } from './refusal';
import { writeReportFile } from './report-file';
import { run, type Unanswered } from './run';
import { inPlaceOf, writeRun } from './run-file';
import { readSource, type Source } from './source';
import { formatTable } from './table';

/** What the command reads and writes besides files. */
export interface Terminal {
  out: Screen;
  err: Screen;
  env: Record<string, string | undefined>;
  /** Aborted at Ctrl-C. */
  stop: AbortSignal;
}

/**
 * The whole command, for any panels and engines.
 *
 * @param argv the arguments alone
 * @returns the exit code: 0 all calls answered, 1 something failed or was not answered, 2 the command is not right or
 * cannot begin, 130 stopped
 */
export async function main(
  argv: string[],
  terminal: Terminal,
  panels: PanelLookup,
  create: CreateEngine = createEngine,
): Promise<number> {
  const say = (text: string) => void terminal.err.write(`${text}\n`);
  try {
    const options = readArguments(argv);
    if (options) return await runCommand(options, terminal, panels, create, say);
    terminal.out.write(usage);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) {
      say(error.message);
      return 2;
    }
    const isUsage = error instanceof UsageError;
    say(isUsage ? `${error.message}\n\n${usage}` : words(asFailure(error)));
    return isUsage ? 2 : 1;
  }
}

async function runCommand(
  options: Arguments,
  terminal: Terminal,
  panels: PanelLookup,
  create: CreateEngine,
  say: (text: string) => void,
): Promise<number> {
  const source = await readSource(options.source, panels);
  const { panel } = source;
  if (source.torn) say(source.torn);
  const experiment = { ...source.experiment, model: chooseEngine(source.experiment.model, options) };
  if (options.summary !== undefined && !panel.summarise) throw new UsageError(`${panel.title} has no --summary.`);
  const known = options.resume ? resumed(source, experiment) : [];
  if (options.data.length > 0) say(await importData(panel, options.data));
  const isRecorded = options.engine === 'recorded';
  if (experiment.embedder?.engine === 'webllm' && !isRecorded)
    throw new UsageError(`${experiment.embedder.model}, which embeds, runs in browsers only.`);
  if (experiment.model.engine === 'endpoint' && !options.yes) {
    const plan = await panel.plan(experiment).catch(() => null);
    if (plan && plan.calls > mostUnasked) {
      say(planOf(plan, experiment.sampling.max_tokens));
      return 2;
    }
  }
  for (const name of [options.summary, options.report]) if (name !== undefined) await checkWritable(name);
  const release = options.out === undefined ? null : await holdOut(options.out);
  try {
    return await perform({ ...source, experiment }, known, options, terminal, create, say);
  } finally {
    await release?.();
  }
}

/** Runs the experiment, prints its table and writes its files: nothing keeps the table from being printed, once the calls are paid. */
async function perform(
  { panel, experiment, title, entries }: Source,
  known: readonly JournalEntry[],
  options: Arguments,
  { out, err, env, stop }: Terminal,
  create: CreateEngine,
  say: (text: string) => void,
): Promise<number> {
  const isRecorded = options.engine === 'recorded';
  // A recording answers for every model and embedder that it holds.
  const open = opener(ref => create(isRecorded ? { ...ref, engine: 'recorded' } : ref, { options, entries, env }));
  const { outcome, whole, unanswered, unwritten } = await run(panel, experiment, {
    ...{ title, known, open, stop, screen: err, say },
    ...(options.out !== undefined && { out: options.out }),
  }).finally(() => open.dispose());
  let isSaved = true;
  const save = async (name: string, write: () => Promise<string>): Promise<boolean> => {
    try {
      say(`Written: ${await write()}`);
      return true;
    } catch (error) {
      say(`${obstacleOf(name, error)} It is not written.`);
      return (isSaved = false);
    }
  };
  if (options.out !== undefined) {
    const { out } = options;
    const isWhole = await save(out, () => writeRun(out, whole));
    if (unwritten > 0) say(isWhole ? onlyInRun(unwritten, out) : nowhere(unwritten));
    if (!isWhole)
      say(`Make room there and run the same command again: what ${out}.journal.jsonl holds is not asked again.`);
  }
  if (options.summary !== undefined && outcome.status !== 'finished')
    say('No summary is written: not all calls were answered.');
  else if (options.summary !== undefined) {
    const { summary } = options;
    const counts = await panel.summarise?.(whole, `npm run experiment -- ${summary}`);
    await save(summary, () => inPlaceOf(summary, part => writeFile(part, `${JSON.stringify(counts, null, 1)}\n`)));
  }
  if (options.report !== undefined) {
    const { report, source } = options;
    await save(report, () => writeReportFile(report, whole, panel, source));
  }
  out.write(`${formatTable(await panel.table(experiment, outcome.results, whole.entries))}\n`);
  if (outcome.failure) say(words(outcome.failure));
  const code = report(outcome, unanswered, stop.aborted, options.out !== undefined, say);
  return isSaved ? code : Math.max(code, 1);
}

const answers = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'entry' : 'entries'}`;

const onlyInRun = (count: number, out: string): string =>
  `The journal had no room for ${answers(count)}, which the run file has: to go on, run it with ${out} as the file and --resume.`;

const nowhere = (count: number): string =>
  `There was no room for ${answers(count)}: their calls will be made again. The table below counts them.`;

/** The entries of a run file that is continued. @throws UsageError where there is none, or where another model would go on with it */
function resumed({ entries, experiment: written }: Source, experiment: Experiment): readonly JournalEntry[] {
  if (entries.length === 0) throw new UsageError('--resume continues a run file: name one.');
  if (refKey(written.model) !== refKey(experiment.model))
    throw new UsageError(`--resume continues the run on its own model, ${refKey(written.model)}.`);
  return entries;
}

/** Calls to an endpoint that are made without `--yes`. */
const mostUnasked = 1_000;

const planOf = ({ sentence, calls }: CallPlan, max_tokens: number): string =>
  [
    `${sentence}: about ${calls.toLocaleString('en')} calls to the endpoint, which write at most`,
    `${(calls * max_tokens).toLocaleString('en')} tokens. Nothing was sent. The same command with --yes begins.`,
  ].join(' ');

/** @throws UsageError where a file is not there or the panel takes none; Failure where one cannot be read */
async function importData(panel: Panel, names: readonly string[]): Promise<string> {
  if (!panel.importData) throw new UsageError(`${panel.title} takes no --data.`);
  return panel.importData(await Promise.all(names.map(openFile)));
}

async function openFile(name: string): Promise<File> {
  try {
    return new File([await openAsBlob(name)], path.basename(name));
  } catch {
    throw new UsageError(`There is no file ${JSON.stringify(name.slice(0, 200))}.`);
  }
}

function report(
  { results, status, failure }: RunOutcome,
  unanswered: Unanswered,
  stopped: boolean,
  goesOn: boolean,
  say: (text: string) => void,
): number {
  if (stopped) {
    say(goesOn ? 'Stopped. The same command goes on from here; finished calls are not repeated.' : 'Stopped.');
    return 130;
  }
  if (failure) return 1;
  for (const { count, first } of unanswered.values())
    say(`${count} ${count === 1 ? 'call' : 'calls'} got no answer. ${words(first)}`);
  const broken = results.filter(result => result.failure);
  const first = broken[0]?.failure;
  if (first && unanswered.size === 0)
    say(`${broken.length} of ${results.length} failed. ${words(new Failure(first.kind as FailureKind, first.detail))}`);
  if (status === 'incomplete')
    say(
      `The run is incomplete: what was not answered counts in no figure. ${goesOn ? 'The' : 'With --out <file>, the'} same command asks only the failed calls again.`,
    );
  return status === 'finished' && broken.length === 0 ? 0 : 1;
}

const words = (failure: Failure): string => `${failure.kind}: ${failure.message} ${failures[failure.kind].next}`;

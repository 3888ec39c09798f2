/**
 * Runs an experiment in Node: `npm run experiment -- <link or file> [options]`; `--help` says which. The same programs as in the
 * browser, against the embedded model or any OpenAI-compatible server.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { setMaxListeners } from 'node:events';
import path from 'node:path';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { newRun } from '@/lib/experiment/run';
import { type RunOutcome, runExperiment } from '@/lib/experiment/runner';
import { asFailure, Failure, failures, type FailureKind } from '@/lib/core/failure';
import { findPanel } from '@/lib/panels/index';
import { summaryOf } from '@/lib/panels/divide-and-conquer/summary';
import type { Dataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import { type Arguments, readArguments, usage, UsageError } from './experiment/arguments';
import { chooseEngine, opener, type Opener } from './experiment/engine';
import { takeIn } from './experiment/data';
import { openJournalFile } from './experiment/journal-file';
import { createProgress } from './experiment/progress';
import { nodeEnvironment, writeRun } from './experiment/run-file';
import { readSource } from './experiment/source';
import { formatTable } from './experiment/table';

// Every call under way listens for Stop. Hundreds of them are no leak.
setMaxListeners(0);

const say = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2));
  if (!options) {
    process.stdout.write(usage);
    return 0;
  }
  const source = await readSource(options.source);
  const experiment = { ...source.experiment, model: chooseEngine(source.experiment.model, options) };
  const panel = findPanel(experiment.panel) as Panel;
  if (options.data.length > 0) say(dataWords(await takeIn(options.data)));
  const open = opener(options, source.entries);
  const stop = stopOnSignals();
  const { outcome, unanswered, entries } = await run(panel, experiment, options, { open, stop, title: source.title });
  await open.dispose();
  process.stdout.write(`${formatTable(panel.table(experiment, outcome.results, entries))}\n`);
  if (outcome.failure) say(words(outcome.failure));
  return report(outcome, unanswered, stop.aborted, options.out);
}

const dataWords = ({ name, items, leftOut, hash }: Dataset): string =>
  `${name}: ${items.length} items, ${leftOut.total} lines left out, fingerprint ${hash}.`;

interface Setting {
  open: Opener;
  stop: AbortSignal;
  title: string;
}

async function run(panel: Panel, experiment: Experiment, { out, summary }: Arguments, { open, stop, title }: Setting) {
  const engine = await open(experiment.model);
  if (out !== undefined) await mkdir(path.dirname(out), { recursive: true });
  const file = out === undefined ? null : await openJournalFile(`${out}.journal.jsonl`, experiment);
  if (file && file.entries.length > 0) say(`Going on: ${file.entries.length} entries from ${out}.journal.jsonl.`);
  const header = newRun(experiment, title);
  const journal = createJournal(file?.entries);
  const progress = createProgress(process.stderr);
  const unanswered = new Map<FailureKind, { count: number; first: Failure }>();
  const onEvent = (event: RunEvent) => {
    progress.onEvent(event);
    if (event.type === 'not-stored') say(`The journal cannot be written: ${event.failure.detail}`);
    if (event.type !== 'call-failed' || event.failure.kind === 'cancelled') return;
    const known = unanswered.get(event.failure.kind);
    unanswered.set(event.failure.kind, { count: (known?.count ?? 0) + 1, first: known?.first ?? event.failure });
  };
  const outcome = await runExperiment({
    panel,
    experiment,
    engine,
    openEngine: open,
    journal,
    signal: stop,
    onEvent,
    ...(file && { persist: entry => file.append(entry) }),
  });
  progress.end();
  await file?.close();
  const { results, status } = outcome;
  const environment = { ...nodeEnvironment(), ...engine.environment };
  const whole = { ...header, status, environment, results, entries: journal.entries() };
  if (out !== undefined) {
    const opens = await writeRun(out, whole);
    say(`Written: ${out}${opens ? '' : ' (too large for the page to open)'}`);
  }
  if (summary !== undefined && status === 'finished') {
    await writeFile(summary, JSON.stringify(summaryOf(whole, `npm run experiment -- ${summary}`), null, 1) + '\n');
    say(`Written: ${summary}`);
  }
  return { outcome, unanswered, entries: journal.entries() };
}

/** Ctrl-C once stops in good order; twice at once. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(130);
    say('\nStopping\u2026');
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return stop.signal;
}

function report(
  { results, status, failure }: RunOutcome,
  unanswered: Map<FailureKind, { count: number; first: Failure }>,
  stopped: boolean,
  out: string | undefined,
): number {
  if (stopped) {
    say(
      out === undefined ? 'Stopped.' : 'Stopped. The same command goes on from here; finished calls are not repeated.',
    );
    return 130;
  }
  if (failure) return 1;
  for (const { count, first } of unanswered.values()) say(`${count} calls got no answer. ${words(first)}`);
  const broken = results.filter(result => result.failure);
  const first = broken[0]?.failure;
  if (first && unanswered.size === 0)
    say(`${broken.length} of ${results.length} failed. ${words(new Failure(first.kind as FailureKind, first.detail))}`);
  return status === 'finished' && broken.length === 0 && unanswered.size === 0 ? 0 : 1;
}

const words = (failure: Failure): string => `${failure.kind}: ${failure.message} ${failures[failure.kind].next}`;

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageError) {
    say(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else {
    say(words(asFailure(error)));
    process.exitCode = 1;
  }
}

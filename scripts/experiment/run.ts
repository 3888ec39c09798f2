import type { Failure, FailureKind } from '@/lib/core/failure';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { newRun, type Run } from '@/lib/experiment/run';
import { runExperiment, type RunOutcome } from '@/lib/experiment/runner';
import { UsageError } from './arguments';
import type { Opener } from './engine';
import { openJournalFile } from './journal-file';
import { createProgress, type Screen } from './progress';
import { obstacleOf, Refusal } from './refusal';
import { nodeEnvironment } from './run-file';

/** Calls that got no answer, by what kept them from one. */
export type Unanswered = ReadonlyMap<FailureKind, { count: number; first: Failure }>;

export interface Setting {
  title: string;
  /** The file of the run: its journal is kept beside it. */
  out?: string;
  /** Entries of an earlier run that is continued. */
  known: readonly JournalEntry[];
  open: Opener;
  stop: AbortSignal;
  screen: Screen;
  say(text: string): void;
}

export interface Ended {
  outcome: RunOutcome;
  whole: Run;
  unanswered: Unanswered;
  /** Entries that the journal file had no room for: they are in `whole` only. */
  unwritten: number;
}

const refuse = (name: string) => (error: unknown) => {
  throw error instanceof UsageError ? error : new Refusal(obstacleOf(name, error));
};

/** Runs an experiment, or goes on with it where its journal file is there, and shows progress. */
export async function run(
  panel: Panel,
  experiment: Experiment,
  { title, out, known, open, stop, screen, say }: Setting,
): Promise<Ended> {
  const name = `${out}.journal.jsonl`;
  const file = out === undefined ? null : await openJournalFile(name, experiment, panel).catch(refuse(name));
  if (file && file.entries.length > 0) say(`Going on: ${file.entries.length} entries from ${name}.`);
  const { createdAt } = newRun(experiment, title);
  const journal = createJournal([...known, ...(file?.entries ?? [])]);
  const progress = createProgress(screen);
  const unanswered = new Map<FailureKind, { count: number; first: Failure }>();
  const onEvent = (event: RunEvent) => {
    progress.onEvent(event);
    if (event.type === 'not-stored')
      say(`The journal cannot be written: ${event.failure.detail} The answers stay in memory, and the run goes on.`);
    if (event.type !== 'call-failed' || event.failure.kind === 'cancelled') return;
    const known = unanswered.get(event.failure.kind);
    unanswered.set(event.failure.kind, { count: (known?.count ?? 0) + 1, first: known?.first ?? event.failure });
  };
  let unwritten = 0;
  const close = async () => {
    progress.end();
    unwritten = (await file?.close()) ?? 0;
  };
  try {
    const outcome = await runExperiment({
      ...{ panel, experiment, journal, onEvent, openEngine: open, signal: stop },
      ...(file && { persist: entry => file.append(entry) }),
    });
    const environment = { ...nodeEnvironment(), ...open.environment() };
    const { failure: _failure, ...ended } = outcome;
    const whole = { title, createdAt, experiment, environment, ...ended, entries: journal.entries() };
    await close();
    return { outcome, whole, unanswered, unwritten };
  } catch (error) {
    await close();
    throw error;
  }
}

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Failure, FailureKind } from '@/lib/core/failure';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { newRun, type Run } from '@/lib/experiment/run';
import { runExperiment, type RunOutcome } from '@/lib/experiment/runner';
import type { Opener } from './engine';
import { openJournalFile } from './journal-file';
import { createProgress, type Screen } from './progress';
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
}

/** Runs an experiment, or goes on with it where its journal file is there, and shows progress. */
export async function run(
  panel: Panel,
  experiment: Experiment,
  { title, out, known, open, stop, screen, say }: Setting,
): Promise<Ended> {
  if (out !== undefined) await mkdir(path.dirname(out), { recursive: true });
  const file = out === undefined ? null : await openJournalFile(`${out}.journal.jsonl`, experiment, panel);
  if (file && file.entries.length > 0) say(`Going on: ${file.entries.length} entries from ${out}.journal.jsonl.`);
  const { createdAt } = newRun(experiment, title);
  const journal = createJournal([...known, ...(file?.entries ?? [])]);
  const progress = createProgress(screen);
  const unanswered = new Map<FailureKind, { count: number; first: Failure }>();
  const onEvent = (event: RunEvent) => {
    progress.onEvent(event);
    if (event.type === 'not-stored') say(`The journal cannot be written: ${event.failure.detail}`);
    if (event.type !== 'call-failed' || event.failure.kind === 'cancelled') return;
    const known = unanswered.get(event.failure.kind);
    unanswered.set(event.failure.kind, { count: (known?.count ?? 0) + 1, first: known?.first ?? event.failure });
  };
  try {
    const outcome = await runExperiment({
      ...{ panel, experiment, journal, onEvent, openEngine: open, signal: stop },
      ...(file && { persist: entry => file.append(entry) }),
    });
    const environment = { ...nodeEnvironment(), ...open.environment() };
    const { failure: _failure, ...ended } = outcome;
    const whole = { title, createdAt, experiment, environment, ...ended, entries: journal.entries() };
    return { outcome, whole, unanswered };
  } finally {
    progress.end();
    await file?.close();
  }
}

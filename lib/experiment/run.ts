import { cut } from '@/lib/core/cut';
import { isOfTheModel } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { bounds } from './bounds';
import type { JournalEntry } from './entry';
import type { Experiment, UnitResult } from './panel';

/** What is known of a run besides its journal and its results. */
export interface RunRecord {
  /** For a person, in a list. */
  title: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  experiment: Experiment;
  /** On what it ran: library versions, backend, adapter, browser. */
  environment: Record<string, string>;
  status: 'running' | EndStatus;
  /** Model calls and embeddings that got no answer, if any: they are not in the journal, so that a resumed run asks them again. */
  unanswered?: number;
}

/** `incomplete`: all units ended, some without an answer, because a call failed. */
export type EndStatus = 'stopped' | 'incomplete' | 'finished';

/** How a run stands whose units have all ended. */
export function statusOfEnded(results: readonly UnitResult[], unanswered: number): EndStatus {
  const isSpoiled = unanswered > 0 || results.some(({ failure }) => failure && !isOfTheModel(failure.kind));
  return isSpoiled ? 'incomplete' : 'finished';
}

/** A whole run, as a file carries it. */
export interface Run extends RunRecord {
  results: UnitResult[];
  entries: JournalEntry[];
}

/** A run as the store lists it: what a list shows, and no more. */
export interface RunHeader extends Omit<RunRecord, 'experiment'> {
  id: string;
  /** Milliseconds since 1970, of the last entry or change. */
  updatedAt: number;
  /** Id of the panel. */
  panel: string;
  /** The experiment's first model. */
  model: EngineRef;
  /** How it did, in the panel's words; empty while nothing is known. */
  score: string;
  /** Model calls and embeddings in its journal. */
  calls: number;
  /** About how much room its journal and results take. */
  bytes: number;
  /** As it was written: to be compared, or read by `parseExperiment`, which needs the panel's code. */
  experiment: unknown;
}

/** The header of a run that begins now. */
export function newRun(experiment: Experiment, title: string): RunHeader & { experiment: Experiment } {
  const now = Date.now();
  return {
    id: newId(),
    title: cut(title, bounds.title),
    createdAt: now,
    updatedAt: now,
    panel: experiment.panel,
    model: experiment.model,
    experiment,
    environment: {},
    status: 'running',
    unanswered: 0,
    score: '',
    calls: 0,
    bytes: 0,
  };
}

/** 128 random bits. `crypto.randomUUID` would need a secure context, which a page on a classroom's local server is not. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

import type { JournalEntry } from './entry';
import type { Experiment, UnitResult } from './panel';

/** What is known of a run besides its journal. */
export interface RunRecord {
  /** For a person, in a list. */
  title: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  experiment: Experiment;
  /** On what it ran: library versions, backend, adapter, browser. */
  environment: Record<string, string>;
  status: 'running' | 'stopped' | 'finished';
  results: UnitResult[];
}

/** A run as a file carries it. */
export interface Run extends RunRecord {
  entries: JournalEntry[];
}

/** A run as the store lists it. */
export interface RunHeader extends RunRecord {
  id: string;
  /** Milliseconds since 1970, of the last entry or change. */
  updatedAt: number;
}

/** The header of a run that begins now. */
export function newRun(experiment: Experiment, title: string): RunHeader {
  const now = Date.now();
  return {
    id: newId(),
    title,
    createdAt: now,
    updatedAt: now,
    experiment,
    environment: {},
    status: 'running',
    results: [],
  };
}

/** 128 random bits. `crypto.randomUUID` would need a secure context, which a page on a classroom's local server is not. */
const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

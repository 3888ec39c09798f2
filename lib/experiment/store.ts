import type { JournalEntry } from './entry';
import type { UnitResult } from './panel';
import type { EndStatus, Run, RunHeader } from './run';

export interface LoadedRun extends Omit<RunHeader, 'experiment'>, Run {
  /** Stored entries and results that could not be read; their calls are made again. */
  skipped: number;
}

/** How a run ended. */
export interface RunEnd {
  status: EndStatus;
  /** See `RunRecord`. Default: 0. */
  unanswered?: number;
  results: readonly UnitResult[];
  /** On what it ran; what was known before stays where this is left out. */
  environment?: Record<string, string>;
  /** In the panel's words (`Panel.score`). */
  score?: string;
}

/** How much room runs take. */
export interface StoreUsage {
  /** Bytes that the browser counts for this site, and how many it grants; null where it does not say. */
  bytes: number | null;
  quota: number | null;
  /** Bytes of each run, about, by its id. */
  runs: ReadonlyMap<string, number>;
}

/**
 * Where runs live. A run is resumable from its creation on: whatever moment the page dies in, what was appended is there. All
 * methods throw `store-unavailable` where the browser refuses.
 */
export interface RunStore {
  create(header: RunHeader): Promise<void>;
  /** Resolves once the entry is stored. An entry takes the place of an earlier one at its path. */
  append(runId: string, entry: JournalEntry): Promise<void>;
  /** The run with its entries in order; undefined if there is none or if it cannot be read. */
  load(runId: string): Promise<LoadedRun | undefined>;
  /**
   * Headers, latest change first; reads no results and no entries. A run whose status is `running` and that no open page runs was left by
   * a crash: it can be resumed.
   */
  list(panel?: string): Promise<RunHeader[]>;
  /** Gives a run another title. */
  rename(runId: string, title: string): Promise<void>;
  /** Marks a stored run as going on. */
  resume(runId: string): Promise<void>;
  finish(runId: string, end: RunEnd): Promise<void>;
  remove(runId: string): Promise<void>;
  usage(): Promise<StoreUsage>;
}

/** What the browser says of its storage: `navigator.storage.estimate`. */
export type EstimateStorage = () => Promise<{ usage?: number; quota?: number }>;

/** Whether an entry counts as a call in a list. */
export const isCall = ({ kind }: JournalEntry): boolean => kind !== 'value';

/** About how many bytes a stored value takes. */
export const sizeOf = (value: unknown): number => JSON.stringify(value).length;

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
 * Writes one run. A run has one writer at a time: `RunStore.resume` makes a new one, and from then on every earlier one is refused, so
 * that a page which slept through that writes nothing over the work of another.
 *
 * Both methods throw `run-elsewhere` where there is a later writer, and `run-gone` where the run was removed.
 */
export interface RunWriter {
  /** Resolves once the entry is stored. An entry takes the place of an earlier one at its path. */
  append(entry: JournalEntry): Promise<void>;
  finish(end: RunEnd): Promise<void>;
}

/**
 * Where runs live. A run is resumable from its creation on: whatever moment the page dies in, what was appended is there. All
 * methods throw `store-unavailable` where the browser refuses.
 */
export interface RunStore {
  create(header: RunHeader): Promise<RunWriter>;
  /** The run with its entries in order; undefined if there is none. @throws Failure `run-damaged` where its settings cannot be read */
  load(runId: string): Promise<LoadedRun | undefined>;
  /**
   * Headers, latest change first; reads no results and no entries. A run whose status is `running` and that no open page runs was left by
   * a crash: it can be resumed.
   */
  list(panel?: string): Promise<RunHeader[]>;
  /** Gives a run another title. @throws Failure `run-gone` */
  rename(runId: string, title: string): Promise<void>;
  /** Marks a stored run as going on. What is loaded after this is all that earlier writers wrote. @throws Failure `run-gone` */
  resume(runId: string): Promise<RunWriter>;
  remove(runId: string): Promise<void>;
  usage(): Promise<StoreUsage>;
}

/** What the browser says of its storage: `navigator.storage.estimate`. */
export type EstimateStorage = () => Promise<{ usage?: number; quota?: number }>;

/** Whether an entry counts as a call in a list. */
export const isCall = ({ kind }: JournalEntry): boolean => kind !== 'value';

/** About how many bytes a stored value takes. */
export const sizeOf = (value: unknown): number => JSON.stringify(value).length;

import type { z } from 'zod';
import type { EngineRef } from '@/lib/engines/contract';
import type { Json } from '@/lib/core/json';
import type { JournalEntry } from './entry';
import type { FieldTable } from './fields';
import type { Scope } from './scope';

/** How answers are drawn from the model, for every call that does not say otherwise. */
export interface Sampling {
  temperature: number;
  top_p: number;
  max_tokens: number;
}

/** The settings of one run: all that a link carries. `S` is the panel's own part. */
export interface Experiment<S = { [key: string]: Json }> {
  version: 1;
  panel: string;
  model: EngineRef;
  /** Further models that the same units are put to, after `model`. */
  compare: EngineRef[];
  sampling: Sampling;
  /** Unsigned 32-bit. */
  seed: number;
  settings: S;
}

/** One independent piece of an experiment: for most panels one problem. Its name is the first element of its paths. */
export interface Unit {
  name: string;
  input: Json;
  /** Who answers; without it, the experiment's model. */
  model?: EngineRef;
}

/** How a unit ended. Exactly one of `value` and `failure` is there. */
export interface UnitResult {
  name: string;
  value?: Json;
  failure?: { kind: string; detail: string };
}

/** Cells are formatted text; every row is as long as `columns`. */
export interface ResultTable {
  columns: string[];
  rows: string[][];
}

/**
 * A panel, as far as experiments know it: which settings it has, which units follow from them, and the program of one unit.
 * One file in its domain's room and one line in `lib/panels.ts`; the link, the runner, the store and the command line follow.
 */
export interface Panel<S = { [key: string]: Json }> {
  id: string;
  title: string;
  /** What it lets one see, in one sentence. */
  summary: string;
  /** Defaults and bounds of every setting; the form is drawn from it, the schema checks with it. */
  fields: FieldTable;
  /** Strict schema of `settings`, with defaults filled in. */
  settings: z.ZodType<S>;
  /**
   * Deterministic in the experiment: drawn problems come from its seed. Names are unique. A promise where problems must be fetched. Throws `data-missing` where the user's own are not here.
   */
  units(experiment: Experiment<S>): Unit[] | Promise<Unit[]>;
  /** Calls that may be under way together at most, whatever the engine can do. Default: no bound. */
  callsAtOnce?(experiment: Experiment<S>): number;
  /** The program of one unit. */
  run(unit: Unit, experiment: Experiment<S>, scope: Scope): Promise<Json>;
  /** The result of a run, finished or not, as a table: the same on the page and on the command line. */
  table(experiment: Experiment<S>, results: readonly UnitResult[], journal: readonly JournalEntry[]): ResultTable;
}

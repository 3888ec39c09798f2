import type * as z from 'zod/mini';
import type { Json } from '@/lib/core/json';
import type { EngineRef } from '@/lib/engines/contract';
import type { Paper } from './cite';
import type { JournalEntry } from './entry';
import type { FieldTable } from './fields';
import type { FormRules } from './form';
import type { Scope } from './scope';
import type { StepVerdict, Story } from './story';

/** How answers are sampled from the model, for every call that does not say otherwise. */
export type Sampling = {
  temperature: number;
  top_p: number;
  max_tokens: number;
};

/** A panel's own part of an experiment, as any code may see it. A type, not an interface: it is also a JSON value. */
export type Settings = { [key: string]: Json };

/** The settings of one run: all that a link carries. `S` is the panel's own part. */
export type Experiment<S extends Settings = Settings> = {
  /** Of this envelope, not of the settings in it. */
  version: 1;
  /** Id of the panel. */
  panel: string;
  /** Of the panel that the settings were written for; after `parseExperiment` always the current one. */
  panelVersion: number;
  model: EngineRef;
  /** The engine that embeds texts, where it is another than `model`. Both are loaded at once. */
  embedder?: EngineRef;
  /** Further models that run the same units, after `model`. */
  compare: EngineRef[];
  sampling: Sampling;
  /** Unsigned 32-bit. */
  seed: number;
  settings: S;
};

/** One independent piece of a phase: a problem, a sentence, a text at a ratio. */
export interface Unit {
  /** The first element of its paths. Unique in the experiment, over all phases; the runner numbers names that occur again. */
  name: string;
  input: Json;
  /** Which model answers; without it, the experiment's first. */
  model?: EngineRef;
}

/** A unit as the program gets it. */
export interface ListedUnit extends Unit {
  /** Name of the phase that lists it. */
  phase: string;
}

/** How a unit ended. Exactly one of `value` and `failure` is there. */
export interface UnitResult {
  /** Of the unit. */
  name: string;
  value?: Json;
  failure?: { kind: string; detail: string };
}

/** What earlier phases came to, by phase name, in the order of their units. Units that were stopped are absent. */
export type PhaseResults = Readonly<Record<string, readonly UnitResult[]>>;

/**
 * A part of an experiment whose units do not depend on each other. A phase is listed when all units of the phases before it have ended,
 * and sees their results; so a loop such as annotate, select, infer stays resumable unit by unit.
 */
export interface Phase<S extends Settings = Settings> {
  name: string;
  /**
   * Deterministic in the experiment and the earlier results. A promise where units must be fetched.
   *
   * @throws Failure `data-missing` where the user's own data is not here
   */
  units(experiment: Experiment<S>, earlier: PhaseResults): Unit[] | Promise<Unit[]>;
}

/** Cells are formatted text; every row is as long as `columns`. */
export interface ResultTable {
  columns: string[];
  rows: string[][];
  /** How many of the first columns name a row together: those of the same names are compared with each other. Default 1. */
  keys?: number;
  /** The columns that a small picture of the table shows: names of rows, the main figure, and what rows of one name differ in. */
  figure?: { rows: string; value: string; by?: string };
}

/** The calls of a whole run, computed before it. */
export interface CallPlan {
  calls: number;
  /** False where the model decides how many there are, or where only some units were counted. */
  isExact: boolean;
  /** What Run does, in words: `20 problems × 3 strategies on 2 models`. */
  sentence: string;
}

/** What a panel says of itself before any of its code is fetched: `lib/panels/index.ts` lists these. */
export interface PanelInfo {
  id: string;
  title: string;
  /** What it lets one see, in one sentence. */
  summary: string;
  /** What it follows. */
  paper: Paper;
  load(): Promise<Panel>;
}

/**
 * A panel, as everything else knows it: which settings it has, which units follow from them, and the program of one unit. The link, the
 * form, the runner, the store, the files and the command line follow from it. `S` are its settings, `R` is the result of one unit.
 */
export interface Panel<S extends Settings = Settings, R extends Json = Json> {
  id: string;
  title: string;
  summary: string;
  /** Of its settings and of its journal's roles. Raise it when an old link would mean something else, and add `migrate`. */
  version: number;
  /** Defaults and bounds of every setting. */
  fields: FieldTable;
  /** Where its experiments start, where that is not where others do. A link that leaves these out means them: to change one is a new version. */
  defaults?: { model?: EngineRef; sampling?: Partial<Sampling> };
  /** Without it, the form shows all fields in their order. */
  form?: FormRules<S>;
  /** Strict schema of `settings`, with defaults filled in. */
  settings: z.ZodMiniType<S>;
  /** Settings as version `from` wrote them, in the form of the current version. Untrusted: `settings` checks what it returns. */
  migrate?(old: Settings, from: number): Settings;
  /** A journal entry as version `from` wrote it, with the roles of the current version. */
  migrateEntry?(entry: JournalEntry, from: number): JournalEntry;
  phases: readonly [Phase<S>, ...Phase<S>[]];
  /** Largest number of calls in flight, whatever the engine can do. Default: no limit. */
  callsAtOnce?(experiment: Experiment<S>): number;
  /** Null where the calls cannot be counted. @throws what the phases' `units` throw */
  plan(experiment: Experiment<S>): Promise<CallPlan | null>;
  /** The experiment in a few words, for lists and links: `4821 × 9177, 3 strategies`. */
  describe(experiment: Experiment<S>): string;
  /** The program of one unit. */
  run(unit: ListedUnit, experiment: Experiment<S>, scope: Scope): Promise<R>;
  /** The value of a unit as this panel's result; undefined for anything else. Values of files are untrusted. */
  readResult(value: Json): R | undefined;
  /** How a run did, in a few words, for lists: `2 of 3 right`. Empty while nothing is known. */
  score(experiment: Experiment<S>, results: readonly UnitResult[]): string;
  /** The result of a run, finished or not, as a table for the command line. Pages do not load the code of this and of the next two. */
  table(
    experiment: Experiment<S>,
    results: readonly UnitResult[],
    journal: readonly JournalEntry[],
  ): Promise<ResultTable>;
  /**
   * Units of a run whose data is not here, from its results, so that a recorded run opens without the data. Those that name no phase
   * belong to the first.
   */
  recordedUnits?(
    results: readonly UnitResult[],
    experiment: Experiment<S>,
  ): (Unit | ListedUnit)[] | Promise<(Unit | ListedUnit)[]>;
  /**
   * Reads the user's own data files into this browser or process; the command line calls it for `--data`. Returns a sentence for the user.
   *
   * @throws Failure where a file cannot be read
   */
  importData?(files: readonly File[]): Promise<string>;
  /** One unit of a run in words, for a report; without it, a report shows the value of the result as it is. */
  readUnit?(
    result: UnitResult,
    entries: readonly JournalEntry[],
    experiment: Experiment<S>,
  ): UnitReading | Promise<UnitReading>;
  /** One unit of a run for the home page; null where the run has none to show. */
  story?(run: SummarisedRun<S>): Promise<Story | null>;
  /** A small JSON file of counts instead of the whole journal, for charts; `command` repeats the run. */
  summarise?(run: SummarisedRun<S>, command: string): Promise<Json>;
}

/** What a unit came to, in the panel's words. */
export interface UnitReading {
  /** What it was about: the problem, the sentence. Empty where the unit's name says it. */
  about: string;
  /** How it ended, one sentence each: `Divide and conquer: 44242317, correct.` */
  endings: readonly string[];
  /** What its steps are worth, by the key of their paths; steps that are not judged are absent. */
  verdicts: ReadonlyMap<string, StepVerdict>;
}

/** What {@link Panel.summarise} and {@link Panel.story} read. */
export interface SummarisedRun<S extends Settings = Settings> {
  experiment: Experiment<S>;
  environment: Record<string, string>;
  /** Milliseconds since 1970. */
  createdAt: number;
  results: readonly UnitResult[];
  entries: readonly JournalEntry[];
}

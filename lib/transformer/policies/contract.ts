import type { Random } from '@/lib/core/random';
import type { HeadRef, KvCache } from '../cache/contract';
import type { CacheFormat } from '../cache/format';

/**
 * The contract of the policies that compress a KV cache without training: which slots stay when a list of slots is longer than its budget.
 * A policy scores slots; `compressed-sequence.ts` observes what the scores need, allocates the budget to heads and removes the rest. All
 * policies run on all backends, because they see the cache by its contract only.
 */

/** A number that a person may choose for a policy. */
export interface Parameter {
  name: string;
  title: string;
  help: string;
  default: number;
  min: number;
  max: number;
  isInteger: boolean;
}

/** By name; what is missing has its default (see {@link valueOf}). */
export type ParameterValues = Readonly<Record<string, number>>;

export const valueOf = (values: ParameterValues, { name, default: usual }: Parameter): number => values[name] ?? usual;

/** What must be observed or read for the scores. What nobody needs is neither captured nor read. */
export interface Needs {
  keys?: boolean;
  values?: boolean;
  /** The attention that each slot received, summed over all tokens that were read. Slows passes down. */
  attention?: boolean;
  /** Rotated queries of so many of the newest tokens. */
  recentQueries?: number;
  /** Moments of the queries before rotation, over all tokens: mean and magnitude, or also the covariance. */
  queryMoments?: 'mean' | 'covariance';
  /** How much each slot helps the model to repeat the text: costs a second reading of all of it. */
  reconstruction?: boolean;
}

/** The queries of one query head. */
export interface QueryHead {
  /** [token][headDim], rotated, oldest first: the newest tokens, as many as `recentQueries` asks for or fewer. */
  recent: Float32Array[];
  /** [headDim], before rotation. */
  mean?: Float32Array;
  /** [headDim / 2]: mean length of each rotated pair. */
  magnitude?: Float32Array;
  /** [headDim][headDim], before rotation. */
  covariance?: Float32Array;
}

/** One KV head of one layer when its slots are scored. Slots are in the cache's order, which is not that of the tokens. */
export interface HeadView {
  layer: number;
  /** KV head. */
  head: number;
  length: number;
  /** [slot]: the token that the slot was written for, from 0. A slot that took in the values of others keeps its own. */
  tokens: Int32Array;
  /** [slot]: the position that the key is rotated to. */
  positions: Int32Array;
  /** [slot][headDim], rotated. */
  keys?: Float32Array;
  /** [slot][headDim]. */
  values?: Float32Array;
  /** [slot], summed over the query heads of the group. */
  attention?: Float32Array;
  /** The query heads that read this KV head. */
  queries?: readonly QueryHead[];
  /** [slot]. */
  reconstruction?: Float32Array;
}

/** What all heads share when their slots are scored. */
export interface Moment {
  layers: number;
  kvHeads: number;
  headDim: number;
  /** Radians per position of each pair: [headDim / 2]. */
  frequencies: Float64Array;
  /** Longest sequence that the model reads, in tokens. */
  context: number;
  /** Tokens read so far: the position of the next one. */
  position: number;
  parameters: ParameterValues;
  /** What is protected now: as many slots of each head, where it has so many. */
  protects: Protected;
  /** The same for the same seed, token count and head. */
  random(layer: number, head: number): Random;
}

/** Slots that are kept whatever their score. */
export interface Protected {
  /** Slots of the first tokens (attention sinks). */
  first: number;
  /** Slots of the newest tokens. */
  recent: number;
}

export interface Source {
  authors: string;
  title: string;
  /** `2309.17453`. */
  arxiv?: string;
  /** Where the paper is, if not on arXiv. */
  url?: string;
  /** Where the definition was read, if that was not the paper: a repository and its file. */
  code?: string;
}

/** [layer][head][slot]: protected slots have Infinity. */
export type Scores = readonly (readonly Float32Array[])[];

export interface Policy {
  id: string;
  title: string;
  /** What it keeps, in one sentence for a student. */
  summary: string;
  source: Source | null;
  /** How its sequences store what they keep. Default: float32. */
  format?: CacheFormat;
  /** Whether an experiment compares it unless the person says otherwise. */
  isChosenAtFirst?: boolean;
  parameters: readonly Parameter[];
  needs(parameters: ParameterValues): Needs;
  /** @param budget slots that a head may keep on average */
  protects(parameters: ParameterValues, budget: number): Protected;
  /**
   * Scores of the slots of all KV heads of one layer: [head][slot]; the higher, the more worth keeping. Of equal scores, the newer token
   * stays. The arrays belong to the caller. Null keeps everything.
   */
  score: ((heads: readonly HeadView[], moment: Moment) => Float32Array[]) | null;
  /** How many slots each head keeps: [layer][head], whose mean is at most `budget`. Default: every head `budget`. */
  allocate?(scores: Scores, budget: number, moment: Moment): number[][];
  /**
   * Removes the slots that are not kept. Default: evicts them. Who merges them into others instead says what went where: pairs of a removed
   * slot and the slot that took it in (the nearest one, where several did).
   */
  remove?(removal: Removal): Promise<readonly (readonly [removed: number, into: number])[]>;
}

/** Whether slots are removed at all: only then is there a budget. */
export const removesSlots = ({ score }: Policy): boolean => score !== null;

/** Whether a cache under this policy is the full one, as it is: the control of every comparison. */
export const isControl = ({ score, format }: Policy): boolean => score === null && format === undefined;

/** The slots that one KV head loses. */
export interface Removal {
  cache: KvCache;
  at: HeadRef;
  view: HeadView;
  /** Distinct slots, in rising order. */
  removed: readonly number[];
  moment: Moment;
}

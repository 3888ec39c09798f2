import type { Json, JsonSchema } from '@/lib/core/json';
import type { Random } from '@/lib/core/random';
import type { FinishReason, Timings, TokenLogprob, Usage } from '@/lib/engines/contract';

/** What a program says of a step or a sub-scope, beside its name. */
export interface StepOptions {
  /**
   * What it is for: `split`, `solve`, `vote`. Journaled, so that trees, times and error kinds go by roles and never by names; see
   * `lib/evaluation/roles.ts` for the usual ones. A strategy or panel may add its own.
   */
  role?: string;
}

/** What a program may choose for one call; what it leaves out comes from the experiment's sampling settings. */
export interface AskOptions extends StepOptions {
  /** Names the call in its scope; calls of one name in one scope are numbered (`solve`, `solve 2`). Default `answer`. */
  name?: string;
  system?: string;
  temperature?: number;
  top_p?: number;
  max_tokens?: number;
  stop?: string[];
  /** Asks for the log-probability of every token; engines that have none leave it out. Default false. */
  logprobs?: boolean;
  /**
   * What the answer has to be, as a JSON schema: see `ChatRequest.schema`. An engine that cannot hold a model to one is not sent it, so the
   * answer is always parsed as if there were none. Default: any text.
   */
  schema?: JsonSchema;
  /**
   * What a right answer would parse to, where the task knows. Never sent to the model: it is journaled beside the answer so that
   * the prompt tree can mark where an error entered.
   */
  truth?: Json;
  /**
   * Reads the answer; its result is journaled as `parsed`. A thrown Failure is journaled and rethrown. The reason of its end tells whether the
   * answer is whole: `length` is one that was cut at `max_tokens`.
   */
  parse?: (text: string, finish: FinishReason) => Json;
}

export interface EmbedOptions extends StepOptions {
  /** As {@link AskOptions.name}. Default `embed`. */
  name?: string;
}

export interface MeasureOptions extends StepOptions {
  /** As {@link AskOptions.name}. Default `measure`. */
  name?: string;
}

export interface EmitOptions extends StepOptions {
  /** As {@link AskOptions.truth}. */
  truth?: Json | undefined;
}

export interface Answer {
  text: string;
  /** What `AskOptions.parse` made of the text; null without it. */
  parsed: Json;
  finish_reason: FinishReason;
  usage: Usage;
  timings: Timings;
  logprobs?: TokenLogprob[];
}

/**
 * A program's only way to the world. A program is deterministic but for what it asks here, so that running it again over its
 * journal repeats it without a call.
 */
export interface Scope {
  /** Names from the root of the run down to here: `['4821 x 917', 'divide-and-conquer', 'high x high']`. */
  readonly path: readonly string[];
  /** Seeded from the experiment's seed and this path. */
  readonly random: Random;
  /** One model call. @throws Failure; `answer-unparsable` where the answer cannot be read; RangeError for a schema beyond `schemaBounds` */
  ask(prompt: string, options?: AskOptions): Promise<Answer>;
  /**
   * One vector a text, from the experiment's embedder. Journaled: a resumed or replayed program gets the same vectors without a call.
   *
   * @throws Failure; `embedding-unsupported` where the engine has no embeddings
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
  /**
   * Measures something inside the model: see `Engine.measure`. Journaled, so that a resumed or replayed program gets the same value without
   * a model.
   *
   * @throws Failure; `measuring-unsupported` where the engine has no instruments; RangeError for an input beyond `valueBounds`
   */
  measure(instrument: string, input: Json, options?: MeasureOptions): Promise<Json>;
  /**
   * Independent work, each item in a sub-scope of its own name: an engine that can batch, batches; others run as many at once as
   * they can. Results keep the order of the items. If items fail, the others still finish, then one failure is thrown: see `valuesOf`.
   */
  all<T, R>(
    items: readonly T[],
    name: (item: T, index: number) => string,
    body: (item: T, scope: Scope) => Promise<R>,
    options?: StepOptions,
  ): Promise<R[]>;
  /** A named sub-scope. */
  step(name: string, options?: StepOptions): Scope;
  /** Records a value computed by code at this path: a merge by code, a vote, a measure. */
  emit(name: string, value: Json, options?: EmitOptions): void;
}

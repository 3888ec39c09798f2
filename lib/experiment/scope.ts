import type { FinishReason, TokenLogprob, Timings, Usage } from '@/lib/engines/contract';
import type { Json } from '@/lib/core/json';
import type { Random } from '@/lib/core/random';

/** What a program may choose for one call; what it leaves out comes from the experiment's sampling settings. */
export interface AskOptions {
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
   * What a right answer would parse to, where the task knows. Never sent to the model: it is journaled beside the answer so that
   * the prompt tree can mark where an error entered.
   */
  truth?: Json;
  /** Reads the answer; its result is journaled as `parsed`. A thrown Failure is journaled and rethrown. */
  parse?: (text: string) => Json;
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
  /** One model call. Throws Failure; an answer that cannot be read throws `answer-unparsable`. */
  ask(prompt: string, options?: AskOptions): Promise<Answer>;
  /**
   * Independent work, each item in a sub-scope of its own name: an engine that can batch, batches; others run as many at once as
   * they can. Results keep the order of the items. If an item fails, the others still finish, then the first failure is thrown.
   */
  all<T, R>(
    items: readonly T[],
    name: (item: T, index: number) => string,
    body: (item: T, scope: Scope) => Promise<R>,
  ): Promise<R[]>;
  /** A named sub-scope. */
  step(name: string): Scope;
  /** Records a value computed by code at this path: a merge by code, a vote, a measure. `truth` as in AskOptions. */
  emit(name: string, value: Json, truth?: Json): void;
}

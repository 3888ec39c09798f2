import type { Failure } from '@/lib/core/failure';
import type { Json, JsonSchema } from '@/lib/core/json';
import type { InspectRequest, InspectResult } from '@/lib/transformer/inspect';

export type { InspectRequest, InspectResult };

/**
 * The interface between an experiment and an engine, which answers its calls. Panels, pages and stores depend on this interface, not on
 * the engines that implement it.
 */

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** The OpenAI chat-completions fields that Loupe uses, under their own names; one request shape for all engines. */
export interface ChatRequest {
  messages: ChatMessage[];
  /** At least 1. */
  max_tokens: number;
  /** 0 is greedy. */
  temperature: number;
  /** In (0, 1]; 1 keeps every token. */
  top_p: number;
  /** Unsigned 32-bit. If `can.seed`, the same request on the same engine gives the same answer. */
  seed: number;
  /** At most 4; the answer ends before the first of them to appear. */
  stop: string[];
  /** Asks for the log-probability of every token of the answer. */
  logprobs: boolean;
  /**
   * Holds the model to answers that are JSON of this schema. Only sent where `can.schema`. Log-probabilities remain those of the model's own
   * distribution, over all tokens.
   */
  schema?: JsonSchema;
}

/** The same request for any text as its answer. */
export function withoutSchema({ schema: _, ...request }: ChatRequest): ChatRequest {
  return request;
}

/** One token of an answer: its text and its natural log-probability under the model. */
export interface TokenLogprob {
  token: string;
  logprob: number;
}

export interface Usage {
  prompt_tokens: number;
  /** As the engine counts them: in general every token that was generated, the end token included. */
  completion_tokens: number;
  /**
   * Present if the engine reported no usage: `completion_tokens` is then the number of streamed pieces, and `prompt_tokens` is 0 because
   * it is unknown.
   */
  counted?: 'pieces';
}

/** Milliseconds, measured by the engine. */
export interface Timings {
  /** From the start of the call (queue included) to the first token. */
  first_token_ms: number;
  /** From the start of the call to its end. */
  total_ms: number;
  /** The part of these before the engine began to work on the call: the queue, or a load. Absent where the engine does not tell. */
  queue_ms?: number;
}

/** `stop`: at the end token or a stop string. `length`: at `max_tokens`, or sooner in order to close its JSON within them. */
export type FinishReason = 'stop' | 'length';

export interface ChatEnd {
  finish_reason: FinishReason;
  usage: Usage;
  timings: Timings;
  /** Present if the answer was not held to the schema of its request, because that was refused. */
  schema_left_out?: true;
}

/** A piece of an answer. The last piece carries `end`; the texts of all pieces, joined, are the answer. */
export interface ChatDelta {
  text: string;
  /** The pieces before this one are void: the answer broke off and begins afresh. */
  restarts?: true;
  logprobs?: TokenLogprob[];
  end?: ChatEnd;
}

export interface IndexedDelta extends ChatDelta {
  /** Index of the request in the batch. */
  index: number;
}

/** What an engine can do. The interface offers only this. */
export interface Capabilities {
  /**
   * Whether answers come with the log-probabilities that were asked for. `temperature-1`: only at that temperature, because at others the
   * engine tells those of the tempered distribution, which are not the model's.
   */
  logprobs: boolean | 'temperature-1';
  seed: boolean;
  /** Whether answers can be held to a JSON schema. */
  schema: boolean;
  /** Maximum number of unfinished calls; 1 means in sequence. If this is at least `batch`, a new call joins the running ones. */
  concurrency: number;
  /** Maximum number of requests of `completeBatch`; 1 without that method. */
  batch: number;
  /** Maximum length of prompt and answer together, in tokens; null if unknown. */
  context: number | null;
}

/** Progress of a load. `phase` is shown to the user ("downloading", "compiling"); a null total is not known yet. */
export interface Progress {
  phase: string;
  loaded: number;
  total: number | null;
  unit: 'bytes' | 'steps';
}

/** Calls wait for a server that is in trouble, or that asked for a pause; one call at a time tries whether it answers again. */
export interface Pause {
  /** What the server last failed with. */
  failure: Failure;
  /** Time of the next try, in milliseconds since 1970. */
  until: number;
  /** Tries at once. */
  tryNow(): void;
}

/** What an instrument is asked. */
export interface MeasureRequest {
  /** Id of the instrument. */
  instrument: string;
  /** In the instrument's own form. */
  input: Json;
}

/**
 * Answers chat requests. `complete` may be called before `load` has ended; it then waits for the load.
 *
 * @throws Failure (all methods, see `lib/core/failure.ts`); `cancelled` when the signal is aborted
 */
export interface Engine {
  /** `engine/model`, for example `embedded/loupe-arithmetic`; part of every journal entry. */
  readonly id: string;
  readonly can: Capabilities;
  /** Facts for the record of a run: backend, adapter, library version. Set by `load`. */
  readonly environment: Record<string, string>;
  /** Idempotent. Concurrent calls share one load. */
  load(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void>;
  complete(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatDelta>;
  completeBatch?(requests: ChatRequest[], signal: AbortSignal): AsyncIterable<IndexedDelta>;
  /** One embedding for each text, not normalised. */
  embed?(texts: string[], signal: AbortSignal): Promise<Float32Array[]>;
  /** Reads a text and returns attention, the most likely tokens and perplexity, as requested. */
  inspect?(request: InspectRequest, signal: AbortSignal): Promise<InspectResult>;
  /**
   * Measures something inside the model with one of the instruments of `lib/transformer/instruments`. Deterministic: the same request on
   * the same engine gives the same value. `onPart` gets what is known on the way, in the instrument's own form.
   */
  measure?(request: MeasureRequest, onPart: (part: Json) => void, signal: AbortSignal): Promise<Json>;
  /** Reports every pause as it begins or is prolonged, and null when calls go on. Returns the function that ends the reports. */
  watchPauses?(listener: (pause: Pause | null) => void): () => void;
  /** Releases all resources. A later `load` acquires them again. */
  dispose(): Promise<void>;
}

/** Names an engine and a model in an experiment. Links contain it, so it never holds an address of an endpoint or a key. */
export type EngineRef = {
  engine: 'embedded' | 'webllm' | 'endpoint' | 'recorded';
  model: string;
};

/** What an engine is opened for. One engine of each purpose may be loaded at the same time. */
export type Purpose = 'answer' | 'embed';

/** For example `embedded/loupe-arithmetic`. Equal keys mean equal references. */
export const refKey = ({ engine, model }: EngineRef): string => `${engine}/${model}`;

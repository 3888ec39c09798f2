import type { InspectRequest, InspectResult } from '@/lib/transformer/inspect';

export type { InspectRequest, InspectResult };

/**
 * The contract between an experiment and whatever answers its calls. Programs, pages and stores know only this file of the room.
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
  /** Unsigned 32-bit. The same request on the same engine gives the same answer where `can.seed` says so. */
  seed: number;
  /** At most 4; the answer ends before the first of them to appear. */
  stop: string[];
  /** Asks for the log-probability of every token of the answer. */
  logprobs: boolean;
}

/** One token of an answer: its text and, if asked for and known, its natural log-probability under the model. */
export interface TokenLogprob {
  token: string;
  logprob: number;
}

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  /**
   * Present where the engine reported no usage: `completion_tokens` is then the number of streamed pieces, and `prompt_tokens` is 0
   * because it is not known.
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

/** How a call ended: by itself or a stop string, or at `max_tokens`. */
export type FinishReason = 'stop' | 'length';

export interface ChatEnd {
  finish_reason: FinishReason;
  usage: Usage;
  timings: Timings;
}

/** A piece of an answer. The last piece carries `end`; the texts of all pieces, joined, are the answer. */
export interface ChatDelta {
  text: string;
  logprobs?: TokenLogprob[];
  end?: ChatEnd;
}

export interface IndexedDelta extends ChatDelta {
  /** Which request of the batch this belongs to. */
  index: number;
}

/** What an engine can do; what it cannot is not offered. */
export interface Capabilities {
  logprobs: boolean;
  seed: boolean;
  /** Calls that may be under way at once; 1 means in sequence. Where this is at least `batch`, a call joins those under way. */
  concurrency: number;
  /** Largest `completeBatch`; 1 where there is none. */
  batch: number;
  /** Longest prompt and answer together, in tokens; null when not known. */
  context: number | null;
}

/** Progress of a load. `phase` is for a person ("downloading", "compiling"); null totals are not known yet. */
export interface Progress {
  phase: string;
  loaded: number;
  total: number | null;
  unit: 'bytes' | 'steps';
}

/**
 * Answers chat requests. All failures are {@link Failure}s from `lib/ground/failure`; an aborted signal gives `cancelled`.
 * `complete` may be called before `load` has ended: it waits for it.
 */
export interface Engine {
  /** `engine/model`, for instance `embedded/loupe-arithmetic`; part of every journal entry. */
  readonly id: string;
  readonly can: Capabilities;
  /** Facts for the record of a run: backend, adapter, library version. Filled in by `load`. */
  readonly environment: Record<string, string>;
  /** Idempotent; concurrent calls share one load. */
  load(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void>;
  complete(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatDelta>;
  completeBatch?(requests: ChatRequest[], signal: AbortSignal): AsyncIterable<IndexedDelta>;
  /** An embedding of each text; not normalised. */
  embed?(texts: string[], signal: AbortSignal): Promise<Float32Array[]>;
  /** Reads a text through and tells what happens inside the model: attention, likeliest tokens, perplexity. */
  inspect?(question: InspectRequest, signal: AbortSignal): Promise<InspectResult>;
  /** Frees all it holds; afterwards only `load` brings it back. */
  dispose(): Promise<void>;
}

/** Names an engine and a model in an experiment: all that a link says about who answers. Never an address or a key. */
export type EngineRef = {
  engine: 'embedded' | 'webllm' | 'endpoint' | 'recorded';
  model: string;
};

/** What an engine is opened for. Both may be loaded at once. */
export type Purpose = 'answer' | 'embed';

/** `embedded/loupe-arithmetic`: the same for equal names only. */
export const refKey = ({ engine, model }: EngineRef): string => `${engine}/${model}`;

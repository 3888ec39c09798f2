import type { ChatRequest, FinishReason, Timings, TokenLogprob, Usage } from '@/lib/engines/contract';
import type { FailureRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';

/** A model call in a journal. Found again by its path and the hash of its request: change a prompt and only what depends on it runs again. */
export interface CallEntry {
  kind: 'call';
  path: string[];
  /** `hash64` of the canonical request. */
  hash: string;
  request: ChatRequest;
  text: string;
  parsed: Json;
  truth?: Json;
  finish_reason: FinishReason;
  usage: Usage;
  timings: Timings;
  logprobs?: TokenLogprob[];
  /** Id of the engine that answered. */
  engine: string;
  /** The text came but could not be read. */
  failure?: FailureRecord;
}

/** A value that the program computed by code. */
export interface ValueEntry {
  kind: 'value';
  path: string[];
  value: Json;
  truth?: Json;
}

export type JournalEntry = CallEntry | ValueEntry;

/** A path as one string: the key of the prompt tree and of the store. Names never hold ` / ` (the scope replaces it). */
export const pathKey = (path: readonly string[]): string => path.join(' / ');

/**
 * What generation is asked and answers. The fields are those of the engines' contract, which stands above this room and must not be
 * known here; the embedded engine passes its requests through unchanged.
 */

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface GenerationRequest {
  messages: Message[];
  max_tokens: number;
  temperature: number;
  top_p: number;
  /** Unsigned 32-bit; one stream a request, so that an answer does not depend on its batch. */
  seed: number;
  stop: string[];
  logprobs: boolean;
  /** Asks, at every token, for this many of the likeliest, with their log-probabilities. */
  top_logprobs?: number;
}

/** Text that a token added to the answer ('' for a part of a character), and its natural log-probability. */
export interface TokenRecord {
  token: string;
  logprob: number;
  /** The likeliest tokens at this place, likeliest first, where asked for. */
  top_logprobs?: { token: string; logprob: number }[];
}

export interface GenerationEnd {
  finish_reason: 'stop' | 'length';
  /** Sampled tokens are counted, the end token included. */
  usage: { prompt_tokens: number; completion_tokens: number };
  /** Milliseconds from the call. */
  timings: { first_token_ms: number; total_ms: number };
}

/** A piece of the answer to request `index`; its last piece carries `end`. */
export interface GenerationDelta {
  index: number;
  text: string;
  logprobs?: TokenRecord[];
  end?: GenerationEnd;
}

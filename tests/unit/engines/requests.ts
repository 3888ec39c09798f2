import { Failure } from '@/lib/core/failure';
import type { ChatDelta, ChatEnd, ChatRequest } from '@/lib/engines/contract';

export const ask = (content: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: 'user', content }],
  max_tokens: 16,
  temperature: 0,
  top_p: 1,
  seed: 1,
  stop: [],
  logprobs: false,
  ...more,
});

export const never = new AbortController().signal;

/** A whole answer, put together. */
export async function collect(
  deltas: AsyncIterable<ChatDelta>,
): Promise<{ text: string; pieces: ChatDelta[]; end: ChatEnd }> {
  const pieces: ChatDelta[] = [];
  for await (const delta of deltas) {
    if (delta.restarts) pieces.length = 0;
    pieces.push(delta);
  }
  const end = pieces.at(-1)?.end;
  if (!end) throw new Error('the answer had no end');
  return { text: pieces.map(piece => piece.text).join(''), pieces, end };
}

/** The failure that a promise ends in. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

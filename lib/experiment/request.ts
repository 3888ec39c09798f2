import type { ChatRequest } from '@/lib/engines/contract';
import { hash32, hash64 } from '@/lib/core/hash';
import { canonical } from '@/lib/core/json';
import { pathKey } from './entry';
import type { Sampling } from './panel';
import type { AskOptions } from './scope';

/** The seed of whatever happens at a path: every call draws from its own stream, so that order changes nothing. */
export const seedAt = (path: readonly string[], seed: number): number => hash32(pathKey(path), seed);

/** What is sent for one call. */
export function buildRequest(
  prompt: string,
  options: AskOptions,
  sampling: Sampling,
  path: readonly string[],
  seed: number,
): ChatRequest {
  return {
    messages: [
      ...(options.system === undefined ? [] : [{ role: 'system' as const, content: options.system }]),
      { role: 'user', content: prompt },
    ],
    max_tokens: options.max_tokens ?? sampling.max_tokens,
    temperature: options.temperature ?? sampling.temperature,
    top_p: options.top_p ?? sampling.top_p,
    seed: seedAt(path, seed),
    stop: options.stop ?? [],
    logprobs: options.logprobs ?? false,
  };
}

/** Names a request in a journal. */
export const requestHash = (request: ChatRequest): string => hash64(canonical(request));

/** Names the texts of an embedding in a journal. */
export const textsHash = (texts: readonly string[]): string => hash64(canonical([...texts]));

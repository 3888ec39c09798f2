import { hash32, hash64 } from '@/lib/core/hash';
import { canonical, type JsonSchema } from '@/lib/core/json';
import type { ChatRequest, MeasureRequest } from '@/lib/engines/contract';
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
    ...(options.schema && { schema: options.schema }),
  };
}

/**
 * Names a request in a journal: `hash64` of its canonical text, written here without a sort, since every call and every line of a file is
 * hashed.
 */
export function requestHash(request: ChatRequest): string {
  const { logprobs, max_tokens, messages, schema, seed, stop, temperature, top_p, ...others } = request;
  // A field that `ChatRequest` gets must have its place in the alphabet below.
  others satisfies Record<string, never>;
  const sorted = messages.map(({ content, role }) => ({ content, role }));
  const ordered = schema && (JSON.parse(canonical(schema)) as JsonSchema);
  return hash64(
    JSON.stringify({ logprobs, max_tokens, messages: sorted, schema: ordered, seed, stop, temperature, top_p }),
  );
}

/** Names a measurement in a journal. */
export const measureHash = ({ instrument, input }: MeasureRequest): string => hash64(canonical({ instrument, input }));

/** Names the texts of an embedding in a journal. */
export const textsHash = (texts: readonly string[]): string => hash64(canonical([...texts]));

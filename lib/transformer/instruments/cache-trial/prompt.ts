import { throwIfCancelled } from '@/lib/core/failure';
import type { Backend } from '../../contract';
import {
  CompressedSequence,
  type Compression,
  observesQueries,
  type PromptReading,
} from '../../policies/compressed-sequence';
import type { Needs } from '../../policies/contract';
import { QueryObserver } from '../../policies/queries';

/** Tokens that are read together; the signal is heard between two readings. */
const chunk = 64;

/** Reads a prompt, observing what `needs` says, and returns also the logits after its last token [vocab]. */
export async function readPrompt(
  backend: Backend,
  tokens: readonly number[],
  needs: Needs,
  rest: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<PromptReading & { logits: Float32Array }> {
  const { cache, config } = backend;
  const queries = observesQueries(needs) ? new QueryObserver(config, needs) : null;
  const layers = Array.from({ length: config.layers }, (_, layer) => layer);
  const sequence = cache.open();
  try {
    if (needs.attention) cache.trackAttention(sequence);
    let logits = new Float32Array();
    for (let from = 0; from < tokens.length; from += chunk) {
      throwIfCancelled(signal);
      const some = tokens.slice(from, from + chunk);
      const want = from + chunk >= tokens.length ? 'last' : 'nothing';
      const span = { sequence, tokens: some, want, ...(queries && { capture: { queries: layers } }) } as const;
      const [result] = await backend.forward([span]);
      if (result?.captured) queries?.observe(result.captured.queries, from);
      logits = (result?.logits[0] ?? logits) as Float32Array<ArrayBuffer>;
      await rest(signal);
    }
    return { sequence, tokens, queries, logits };
  } catch (error) {
    cache.release(sequence);
    throw error;
  }
}

/** What all of several policies need together. */
export function together(all: readonly Needs[]): Needs {
  const recentQueries = Math.max(0, ...all.map(needs => needs.recentQueries ?? 0));
  const moments = all.map(({ queryMoments }) => queryMoments);
  const queryMoments = moments.includes('covariance') ? 'covariance' : moments.find(one => one !== undefined);
  return {
    attention: all.some(({ attention }) => attention),
    recentQueries,
    ...(queryMoments && { queryMoments }),
  };
}

/**
 * A sequence of a policy that has read a prompt, and the logits after it [vocab]. Goes on from a common reading, unless the policy stores
 * what it reads in another way.
 */
export async function openAfter(
  prompt: PromptReading,
  logits: Float32Array,
  backend: Backend,
  compression: Compression,
): Promise<{ sequence: CompressedSequence; logits: Float32Array }> {
  if (!compression.policy.format) return { sequence: new CompressedSequence(backend, compression, prompt), logits };
  const sequence = new CompressedSequence(backend, compression);
  try {
    let last = logits;
    for (let from = 0; from < prompt.tokens.length; from += chunk) {
      const span = sequence.span(prompt.tokens.slice(from, from + chunk), 'last');
      const [result] = await backend.forward([span]);
      if (!result) break;
      sequence.accept(span, result);
      last = result.logits[0] ?? last;
    }
    return { sequence, logits: last };
  } catch (error) {
    sequence.release();
    throw error;
  }
}

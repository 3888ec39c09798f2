import { Failure } from '@/lib/core/failure';
import type { SequenceId } from '../cache/contract';
import type { Backend } from '../contract';

/** Tokens that are read together. */
const chunk = 64;

/**
 * How much the slots of a sequence help the model to repeat the text: the highest attention weight that each receives while the text is
 * read once more after itself (KVzip, arXiv 2505.23416, without its instruction, because our models know none). Reads in a fork, so that
 * the sequence stays as it is.
 *
 * @returns [layer][KV head][slot]
 * @throws Failure `context-exceeded` where the text does not fit twice into the context
 */
export async function reconstructionOf(
  backend: Backend,
  sequence: SequenceId,
  tokens: readonly number[],
): Promise<Float32Array[][]> {
  const { cache, config } = backend;
  const { layers, heads, kvHeads, context } = config;
  if (2 * tokens.length > context)
    throw new Failure(
      'context-exceeded',
      `A text of ${tokens.length} tokens is read twice; the model reads at most ${context}.`,
    );
  const group = heads / kvHeads;
  const attention = Array.from({ length: layers * heads }, (_, i) => ({
    layer: Math.floor(i / heads),
    head: i % heads,
  }));
  const fork = cache.fork(sequence);
  try {
    const highest = Array.from({ length: layers }, (_, layer) =>
      Array.from({ length: kvHeads }, (_, head) => new Float32Array(cache.length({ sequence: fork, layer, head }))),
    );
    for (let from = 0; from < tokens.length; from += chunk) {
      const some = tokens.slice(from, from + chunk);
      const [result] = await backend.forward([
        { sequence: fork, tokens: some, want: 'nothing', capture: { attention } },
      ]);
      result!.captured!.attention.forEach((rows, i) => {
        const { layer, head } = attention[i]!;
        const most = highest[layer]![Math.floor(head / group)]!;
        for (const weights of rows)
          for (let slot = 0; slot < most.length; slot++) most[slot] = Math.max(most[slot]!, weights[slot]!);
      });
    }
    return highest;
  } finally {
    cache.release(fork);
  }
}

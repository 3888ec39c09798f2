import type { ModelConfig } from '../../config';

/**
 * Widths of the vectors in memory, in values. All are multiples of 16, padded with zeros, since kernels work on panels of 16: so models of
 * any size are right and no kernel has a tail. A head is padded in its halves, which RoPE pairs.
 */
export interface Layout {
  /** Residual stream. */
  hidden: number;
  /** Half of a head, a multiple of 8. */
  half: number;
  /** A head: two halves. */
  head: number;
  /** All query heads; the row of the attention's output. */
  query: number;
  /** Queries, keys and values of one token, one after the other. */
  qkv: number;
  /** The MLP's inner width; gate and up are two of these. */
  intermediate: number;
  /** Logits. */
  vocabulary: number;
}

/** The next multiple of the kernels' 16 lanes. */
export const upTo16 = (value: number): number => Math.ceil(value / 16) * 16;

export function layoutOf(config: ModelConfig): Layout {
  const half = upTo16(config.headDim) / 2;
  const head = 2 * half;
  return {
    hidden: upTo16(config.hiddenSize),
    half,
    head,
    query: config.heads * head,
    qkv: (config.heads + 2 * config.kvHeads) * head,
    intermediate: upTo16(config.intermediateSize),
    vocabulary: upTo16(config.vocabSize),
  };
}

/**
 * Where the values of consecutive heads go when each half is padded: the padded index of value i.
 * @param half the model's own half head, unpadded
 */
export const headIndices = (heads: number, half: number, padded: number): Int32Array =>
  Int32Array.from({ length: heads * half * 2 }, (_, i) => Math.floor(i / half) * padded + (i % half));

/** Where the values of a vector go that is padded at its end only: in place. */
export const identityIndices = (size: number): Int32Array => Int32Array.from({ length: size }, (_, i) => i);

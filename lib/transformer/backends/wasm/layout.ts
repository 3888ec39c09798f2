import type { ModelConfig } from '../../config';

/**
 * Widths of the vectors in memory, in values. All are padded with zeros to multiples of 16, because kernels work on
 * panels of 16; so models of any size compute correctly and no kernel has a tail. Each half of a head is padded
 * separately, because RoPE pairs the halves.
 */
export interface Layout {
  /** Width of the residual stream. */
  hidden: number;
  /** Half of a head; a multiple of 8. */
  half: number;
  /** A head, which is two halves. */
  head: number;
  /** All query heads; also the width of the attention output. */
  query: number;
  /** Queries, keys and values of one token, in this order. */
  qkv: number;
  /** Intermediate width of the MLP; the gate and up projection is twice as wide. */
  intermediate: number;
  /** Width of the logits. */
  vocabulary: number;
}

/** Rounds up to a multiple of 16, the width of the kernels' panels. */
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
 * The padded index of each value of consecutive heads whose halves are padded separately.
 * @param half the model's own half head, unpadded
 * @param padded the padded half head
 */
export const headIndices = (heads: number, half: number, padded: number): Int32Array =>
  Int32Array.from({ length: heads * half * 2 }, (_, i) => Math.floor(i / half) * padded + (i % half));

/** The indices of a vector that is padded at its end only. */
export const identityIndices = (size: number): Int32Array => Int32Array.from({ length: size }, (_, i) => i);

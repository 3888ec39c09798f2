import { pageSlots } from '../../cache/pages';
import type { ModelConfig } from '../../config';

/**
 * Sizes on the GPU, counted in vec4s. Widths are padded with zeros; a thread computes units of eight outputs.
 *
 * Queries and keys store the values of a rotary pair in adjacent vec4s (four values of the first half, then their
 * four partners of the second), so that one thread holds both ends of a pair. Values keep their order. Both have the
 * same padded width.
 */
export interface Layout {
  /** vec4s of a row of the residual stream; two per unit. */
  hidden4: number;
  hiddenUnits: number;
  /** vec4s of a row of the MLP's intermediate values; one per unit, which computes four gates and four up values. */
  intermediate4: number;
  /** vec4s of one head, and its units. */
  head4: number;
  headUnits: number;
  /** vec4s of a row of all query heads. */
  query4: number;
  /** Units of all query, key and value heads. */
  qkvUnits: number;
  /** vec4s of a row of logits, and its units. */
  vocabulary4: number;
  vocabularyUnits: number;
  /**
   * vec4s of a page: keys [headDim / 4][slot], so that threads of adjacent slots read adjacent memory, then values
   * [slot][headDim / 4].
   */
  page4: number;
  /** Number of query heads that share a KV head. */
  group: number;
  /** Number of KV heads in all layers, each with a list of slots per sequence. */
  lists: number;
}

export function layoutOf(config: ModelConfig): Layout {
  const { hiddenSize, intermediateSize, vocabSize, heads, kvHeads, headDim, layers } = config;
  const headUnits = Math.ceil(headDim / 8);
  const head4 = 2 * headUnits;
  const hiddenUnits = Math.ceil(hiddenSize / 8);
  const vocabularyUnits = Math.ceil(vocabSize / 8);
  return {
    hidden4: 2 * hiddenUnits,
    hiddenUnits,
    intermediate4: Math.ceil(intermediateSize / 4),
    head4,
    headUnits,
    query4: heads * head4,
    qkvUnits: (heads + 2 * kvHeads) * headUnits,
    vocabulary4: 2 * vocabularyUnits,
    vocabularyUnits,
    page4: 2 * pageSlots * head4,
    group: heads / kvHeads,
    lists: layers * kvHeads,
  };
}

/** The stored index of value i of a rotated head. */
export function pairedIndex(i: number, headDim: number): number {
  const half = headDim / 2;
  const pair = i % half;
  return 8 * Math.floor(pair / 4) + (pair % 4) + (i < half ? 0 : 4);
}

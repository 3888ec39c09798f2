import { pageSlots } from '../../cache/pages';
import type { ModelConfig } from '../../config';

/**
 * Sizes on the GPU. Everything is counted in vec4s, and widths are padded with zeros: a thread makes one unit of eight outputs.
 *
 * A head is stored with its rotary pairs side by side (four values of the first half, then their four partners of the second), so that one
 * thread has both ends of a pair. Values keep their order. Both are padded to the same width.
 */
export interface Layout {
  /** vec4s of a row of the residual residual; two a unit. */
  hidden4: number;
  hiddenUnits: number;
  /** vec4s of a row between up and down projection; one a unit, which makes a gate and its up value. */
  intermediate4: number;
  /** vec4s of one head, and units. */
  head4: number;
  headUnits: number;
  /** vec4s of a row of all query heads. */
  query4: number;
  /** Query, key and value heads. */
  qkvUnits: number;
  /** Of a row of logits. */
  vocabulary4: number;
  vocabularyUnits: number;
  /** vec4s of a page: keys [headDim / 4][slot], so that threads that score neighbouring slots read neighbours, then values [slot][headDim / 4]. */
  page4: number;
  /** Query heads that share a KV head. */
  group: number;
  /** KV heads of all layers: lists of slots that a sequence has. */
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

/** Where value i of a rotated head is stored. */
export function pairedIndex(i: number, headDim: number): number {
  const half = headDim / 2;
  const pair = i % half;
  return 8 * Math.floor(pair / 4) + (pair % 4) + (i < half ? 0 : 4);
}

import type { PageFormat, Quantisation } from '../../cache/format';
import { tokenGroup, valuesOf } from '../../cache/format';
import { pageSlots } from '../../cache/pages';

/**
 * Where the keys or the values of a stored page lie on the GPU, in words from the start of the page. Codes are
 * [slot][dimensions] in the order of the model, padded to a multiple of eight dimensions; four-bit codes have 8 added.
 * Scales and middles are pairs of half-precision numbers: [group of dimensions][slot] along tokens, [dimensions] along
 * channels.
 */
export interface StoredPartLayout {
  part: Quantisation;
  codes: number;
  /** Words of a slot's codes. */
  slotWords: number;
  scales: number;
  middles: number;
  end: number;
}

export interface StoredLayout {
  /** Dimensions of a head with padding. */
  dims: number;
  keys: StoredPartLayout;
  values: StoredPartLayout;
  /** Words of a page; a multiple of four. */
  pageWords: number;
}

export function storedLayoutOf(format: PageFormat, headDim: number): StoredLayout {
  const dims = Math.ceil(headDim / 8) * 8;
  const keys = partLayout(format.keys, dims, 0);
  const values = partLayout(valuesOf(format), dims, keys.end);
  return { dims, keys, values, pageWords: Math.ceil(values.end / 4) * 4 };
}

function partLayout(part: Quantisation, dims: number, codes: number): StoredPartLayout {
  const slotWords = (dims * part.bits) / 32;
  const scales = codes + slotWords * pageSlots;
  const halves = part.scales === 'channel' ? dims : Math.ceil(dims / tokenGroup) * pageSlots;
  const words = part.bits > 8 ? 0 : halves / 2;
  const middles = scales + words;
  return { part, codes, slotWords, scales, middles, end: part.symmetric ? middles : middles + words };
}

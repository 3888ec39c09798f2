import { pageSlots } from './pages';

/**
 * How a sequence stores its keys and values. A sequence chooses its format when it is opened, and keeps it.
 *
 * A page is quantised when its last slot is filled; the slots of a page that is not full stay in float32. A token
 * therefore attends to the page of its own slot in float32 and to all pages before it as they are stored. This
 * depends on the slots alone, so a prompt that is read in parts, or beside others, gives the same result.
 *
 * Each group of values has a scale of its own. Along a token, a group is {@link tokenGroup} dimensions of one slot;
 * along a channel, it is one dimension of the slots of a page. Codes are whole numbers c in [-2^(bits-1),
 * 2^(bits-1)), and a value is scale * c, or scale * c + middle where the format is asymmetric. Scales and middles are
 * half-precision numbers.
 */

/** Bits of a stored value: 32 and 16 are floating-point numbers, 8 and 4 are codes. */
export type Bits = 32 | 16 | 8 | 4;

export interface Quantisation {
  bits: Bits;
  /** For codes: whether zero is the middle of the range. Otherwise the middle of each group is stored. */
  symmetric: boolean;
  /** Direction of the groups; see above. */
  scales: 'token' | 'channel';
}

/** How one page is stored. */
export interface PageFormat {
  keys: Quantisation;
  /** Always grouped along tokens: a value's channels are not outliers as a key's are (KIVI, arXiv 2402.02750). */
  values: Omit<Quantisation, 'scales'>;
  /**
   * Whether keys are multiplied by an orthonormal Hadamard matrix before they are quantised, and queries before they
   * are compared with them: outliers are spread over all channels, and q.k does not change (QuaRot, arXiv
   * 2404.00456).
   */
  rotateKeys: boolean;
}

export interface CacheFormat extends PageFormat {
  /** Number of layers at either end that stay in float32. */
  fullLayers: { first: number; last: number };
}

/** Dimensions that share a scale along a token. A head that is not a multiple of it has a smaller last group. */
export const tokenGroup = 32;

/** The number of scales of a page of keys or values. */
export const scaleCount = ({ bits, scales }: Quantisation, headDim: number): number => {
  if (bits > 8) return 0;
  return scales === 'channel' ? headDim : Math.ceil(headDim / tokenGroup) * pageSlots;
};

/** The values of a page as keys are described. */
export const valuesOf = ({ values }: PageFormat): Quantisation => ({ ...values, scales: 'token' });

/** Bytes of a page of keys or values without padding: the codes, and two bytes for each scale and each middle. */
const partBytes = (part: Quantisation, headDim: number): number =>
  (pageSlots * headDim * part.bits) / 8 + scaleCount(part, headDim) * (part.symmetric ? 2 : 4);

/** Bytes of a page of keys and values without padding; a backend may pad. A page in float32 where there is no format. */
export const pageBytes = (format: PageFormat | null, headDim: number): number =>
  format ? partBytes(format.keys, headDim) + partBytes(valuesOf(format), headDim) : 2 * pageSlots * headDim * 4;

/** The format of a layer's full pages; null where they stay in float32. */
export function pageFormatOf(format: CacheFormat | null, layer: number, layers: number): PageFormat | null {
  if (!format || layer < format.fullLayers.first || layer >= layers - format.fullLayers.last) return null;
  const { keys, values, rotateKeys } = format;
  return keys.bits === 32 && values.bits === 32 ? null : { keys, values, rotateKeys };
}

const none = { first: 0, last: 0 };

/** One symmetric kind of number for keys and values, with scales along tokens. */
const uniform = (bits: Bits): CacheFormat => ({
  keys: { bits, symmetric: true, scales: 'token' },
  values: { bits, symmetric: true },
  rotateKeys: false,
  fullLayers: none,
});

/** A format with a name of the field. */
export interface FormatPreset {
  id: string;
  label: string;
  /** Where it comes from, and how this cache differs from there. */
  source: string;
  format: CacheFormat;
}

export const formatPresets: readonly FormatPreset[] = [
  { id: 'f16', label: 'f16', source: 'Half-precision numbers.', format: uniform(16) },
  {
    id: 'q8_0',
    label: 'q8_0',
    source: 'llama.cpp: 32 values share a half-precision scale. The newest slots stay in float32 here.',
    format: uniform(8),
  },
  {
    id: 'q4_0',
    label: 'q4_0',
    source: 'llama.cpp: 32 values share a half-precision scale. The newest slots stay in float32 here.',
    format: uniform(4),
  },
  {
    id: 'q4_0-rotated',
    label: 'q4_0, rotated keys',
    source: 'As q4_0, with keys rotated by a Hadamard matrix. llama.cpp also rotates values.',
    format: { ...uniform(4), rotateKeys: true },
  },
  {
    id: 'kivi-4',
    label: 'KIVI, 4 bits',
    source:
      'KIVI (arXiv 2402.02750): keys along channels, values along tokens, asymmetric. KIVI groups 32 tokens and keeps ' +
      `the newest 128 in full precision; here both follow the page, which is ${pageSlots} slots.`,
    format: {
      keys: { bits: 4, symmetric: false, scales: 'channel' },
      values: { bits: 4, symmetric: false },
      rotateKeys: false,
      fullLayers: none,
    },
  },
];

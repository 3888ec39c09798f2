import { halfToNumber, numberToHalf } from '../floats';
import type { PageFormat, Quantisation } from './format';
import { scaleCount, tokenGroup, valuesOf } from './format';
import { rotateHadamard } from './hadamard';
import { pageSlots } from './pages';

/** The keys or the values of a page as they are stored, before a backend arranges them. */
export interface StoredPart {
  /** [slot][headDim]: numbers, the bits of half-precision numbers, or codes, by the number of bits. */
  codes: Float32Array | Uint16Array | Int8Array;
  /** Half-precision bits: [group of dimensions][slot] along tokens, [headDim] along channels; empty without codes. */
  scales: Uint16Array;
  /** As `scales`; empty where the format is symmetric. */
  middles: Uint16Array;
}

export interface StoredPage {
  keys: StoredPart;
  values: StoredPart;
}

const largestHalf = 65_504;

/** The nearest half-precision number; beyond the largest one, the largest one. */
const toHalf = (value: number): number => numberToHalf(Math.max(-largestHalf, Math.min(largestHalf, value)));

/**
 * Quantises a full page. keys, values: [slot][headDim]; keys are rotated to their positions. This and {@link
 * restorePage} define every format; backends do the same on their own arrangement of the bytes.
 *
 * The error of a value is at most half a scale, plus the error of the half-precision scale and middle: scale * (1/2 +
 * 2^(bits - 12)) + |middle| * 2^-11. With 4 symmetric bits the largest value has the code -8 and there is no code 8,
 * as in llama.cpp, so a value of nearly the same size and the other sign can be off by a whole scale. For
 * half-precision numbers the error is at most 2^-11 of the value.
 */
export function storePage(format: PageFormat, headDim: number, keys: Float32Array, values: Float32Array): StoredPage {
  const turned = format.rotateKeys ? rotated(keys, headDim) : keys;
  return {
    keys: storePart(format.keys, headDim, turned),
    values: storePart(valuesOf(format), headDim, values),
  };
}

/** Returns the numbers that a stored page stands for, [slot][headDim] each. */
export function restorePage(
  format: PageFormat,
  headDim: number,
  { keys, values }: StoredPage,
): { keys: Float32Array; values: Float32Array } {
  const restored = restorePart(format.keys, headDim, keys);
  return {
    keys: format.rotateKeys ? rotated(restored, headDim) : restored,
    values: restorePart(valuesOf(format), headDim, values),
  };
}

function rotated(keys: Float32Array, headDim: number): Float32Array {
  const copy = keys.slice();
  for (let slot = 0; slot < pageSlots; slot++) rotateHadamard(copy, slot * headDim, headDim);
  return copy;
}

/** The values of each group of a page: from an index on, `count` of them, `step` apart. */
function* groupsOf(
  { scales }: Quantisation,
  headDim: number,
): Generator<{ from: number; count: number; step: number }> {
  if (scales === 'channel') {
    for (let dim = 0; dim < headDim; dim++) yield { from: dim, count: pageSlots, step: headDim };
    return;
  }
  for (let dim = 0; dim < headDim; dim += tokenGroup)
    for (let slot = 0; slot < pageSlots; slot++)
      yield { from: slot * headDim + dim, count: Math.min(tokenGroup, headDim - dim), step: 1 };
}

function storePart(part: Quantisation, headDim: number, x: Float32Array): StoredPart {
  const { bits, symmetric } = part;
  const none = new Uint16Array();
  if (bits === 32) return { codes: x.slice(), scales: none, middles: none };
  if (bits === 16) return { codes: Uint16Array.from(x, toHalf), scales: none, middles: none };
  const codes = new Int8Array(x.length);
  const scales = new Uint16Array(scaleCount(part, headDim));
  const middles = symmetric ? none : new Uint16Array(scales.length);
  const [least, most] = [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  let group = 0;
  for (const { from, count, step } of groupsOf(part, headDim)) {
    const end = from + count * step;
    let low = Infinity;
    let high = -Infinity;
    for (let i = from; i < end; i += step) {
      const value = x[i] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const { scale, middle } = rangeOf(bits, symmetric, low, high);
    scales[group] = toHalf(scale);
    if (!symmetric) middles[group] = toHalf(middle);
    // Codes follow from the scale as it is stored.
    const stored = halfToNumber(scales[group] ?? 0);
    const center = symmetric ? 0 : halfToNumber(middles[group] ?? 0);
    group++;
    if (stored === 0) continue;
    for (let i = from; i < end; i += step) {
      const code = Math.floor(((x[i] ?? 0) - center) / stored + 0.5);
      codes[i] = code < least ? least : code > most ? most : code;
    }
  }
  return { codes, scales, middles };
}

/**
 * The scale and the middle of a group with these extremes. Symmetric 8 bits map the largest magnitude to 127 and
 * symmetric 4 bits map it to the code -8 (llama.cpp's q8_0 and q4_0). Asymmetric codes divide the range evenly (KIVI).
 */
function rangeOf(bits: 8 | 4, symmetric: boolean, low: number, high: number): { scale: number; middle: number } {
  const levels = 2 ** bits;
  if (!symmetric) {
    const scale = (high - low) / (levels - 1);
    return { scale, middle: low + (scale * levels) / 2 };
  }
  if (bits === 8) return { scale: Math.max(-low, high) / 127, middle: 0 };
  return { scale: (-low >= high ? low : high) / -8, middle: 0 };
}

function restorePart(part: Quantisation, headDim: number, { codes, scales, middles }: StoredPart): Float32Array {
  if (part.bits === 32) return Float32Array.from(codes);
  if (part.bits === 16) return Float32Array.from(codes, halfToNumber);
  const x = new Float32Array(codes.length);
  let group = 0;
  for (const { from, count, step } of groupsOf(part, headDim)) {
    const scale = halfToNumber(scales[group] ?? 0);
    const middle = halfToNumber(middles[group] ?? 0);
    group++;
    for (let i = from; i < from + count * step; i += step) x[i] = scale * (codes[i] ?? 0) + middle;
  }
  return x;
}

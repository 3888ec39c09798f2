import type { PageFormat, Quantisation } from '@/lib/transformer/cache/format';
import { valuesOf } from '@/lib/transformer/cache/format';
import { rotateHadamard } from '@/lib/transformer/cache/hadamard';
import { pageSlots } from '@/lib/transformer/cache/pages';
import { type StoredPart, storePage } from '@/lib/transformer/cache/quantise';
import { halfToNumber } from '@/lib/transformer/floats';

/** The largest error that the definition allows for any value of a part. */
function errorBound({ bits, symmetric }: Quantisation, part: StoredPart, x: Float32Array): number {
  const peak = x.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  if (bits === 32) return 0;
  if (bits === 16) return peak * 2 ** -11 + 2 ** -24;
  const largest = (halves: Uint16Array) =>
    halves.reduce((most, half) => Math.max(most, Math.abs(halfToNumber(half))), 0);
  const half = bits === 4 && symmetric ? 1 : 0.5;
  // The last term is the smallest half-precision number: a smaller scale is zero.
  return largest(part.scales) * (half + 2 ** (bits - 12)) + largest(part.middles) * 2 ** -11 + 2 ** -17;
}

/** The largest errors that a format may make of one page: keys, values: [slot][headDim], as {@link storePage} takes them. */
export function pageErrorBound(format: PageFormat, headDim: number, keys: Float32Array, values: Float32Array) {
  const stored = storePage(format, headDim, keys, values);
  const turned = keys.slice();
  if (format.rotateKeys) for (let slot = 0; slot < pageSlots; slot++) rotateHadamard(turned, slot * headDim, headDim);
  // Rotation back mixes the errors of a head: their root mean square does not change.
  const spread = format.rotateKeys ? Math.sqrt(headDim) : 1;
  return {
    keys: spread * errorBound(format.keys, stored.keys, turned),
    values: errorBound(valuesOf(format), stored.values, values),
  };
}

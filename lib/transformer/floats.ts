/** Number formats of stored weights, by their safetensors names. */
export type StoredType = 'F32' | 'F16' | 'BF16';

/** Bytes per value. */
export const widths: Record<StoredType, number> = { F32: 4, F16: 2, BF16: 2 };

/** Whether a safetensors name is that of a format which is read. */
export const isStoredType = (dtype: string): dtype is StoredType => Object.hasOwn(widths, dtype);

/** Converts the bits of a half-precision number (IEEE 754 binary16). */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** Whether all values are finite numbers. */
export function areFinite(values: Float32Array): boolean {
  let sum = 0;
  // Zero times a number is zero, and times anything else is not: faster than a question for each value.
  for (let i = 0; i < values.length; i++) sum += values[i]! * 0;
  return sum === 0;
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** Rounds to the nearest half-precision number (IEEE 754 binary16), ties to even, and returns its bits. */
export function numberToHalf(value: number): number {
  float[0] = value;
  const sign = (floatBits[0]! >>> 16) & 0x8000;
  const magnitude = floatBits[0]! & 0x7fff_ffff;
  if (magnitude > 0x7f80_0000) return sign | 0x7e00;
  // From 65520 on, the nearest value is beyond the largest half.
  if (magnitude >= 0x477f_f000) return sign | 0x7c00;
  // Below 2^-14 halves are evenly spaced by 2^-24: adding 0.5 rounds to a multiple of that, the last place of float32
  // in [0.5, 1).
  if (magnitude < 0x3880_0000) {
    float[0] = Math.abs(float[0]) + 0.5;
    return sign | (floatBits[0]! - 0x3f00_0000);
  }
  // Changes the exponent's bias from 127 to 15 and the fraction from 23 bits to 10; a carry correctly increments the
  // exponent.
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude + 0xfff + odd - (112 << 23)) >>> 13);
}

/** All 65,536 half-precision numbers, created on first use. A look-up is several times faster than the arithmetic. */
let halves: Float32Array | undefined;

/**
 * Converts stored little-endian values to float32 at the beginning of `into`. The conversion is exact, since both
 * 16-bit formats are subsets of float32. `bytes` must be aligned to its value's width within its buffer. Assumes a
 * little-endian machine.
 */
export function toFloat32(dtype: StoredType, bytes: Uint8Array, into: Float32Array): void {
  const count = bytes.byteLength / widths[dtype];
  if (dtype === 'F32') {
    into.set(new Float32Array(bytes.buffer, bytes.byteOffset, count));
    return;
  }
  const stored = new Uint16Array(bytes.buffer, bytes.byteOffset, count);
  if (dtype === 'F16') {
    halves ??= Float32Array.from({ length: 65_536 }, (_, bits) => halfToNumber(bits));
    const table = halves;
    for (let i = 0; i < count; i++) into[i] = table[stored[i]!]!;
    return;
  }
  const bits = new Uint32Array(into.buffer, into.byteOffset, count);
  for (let i = 0; i < count; i++) bits[i] = stored[i]! << 16;
}

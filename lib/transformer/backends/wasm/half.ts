const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The nearest half-precision number (IEEE 754 binary16), as its bits; ties go to the even one. */
export function numberToHalf(value: number): number {
  float[0] = value;
  const sign = (bits[0]! >>> 16) & 0x8000;
  const magnitude = bits[0]! & 0x7fff_ffff;
  if (magnitude > 0x7f80_0000) return sign | 0x7e00;
  // From 65520 on, the nearest would be beyond the largest half.
  if (magnitude >= 0x477f_f000) return sign | 0x7c00;
  // Below 2^-14 the steps are even: adding 0.5 rounds to them in float32, whose last place there is 2^-24.
  if (magnitude < 0x3880_0000) {
    float[0] = Math.abs(float[0]) + 0.5;
    return sign | (bits[0]! - 0x3f00_0000);
  }
  // The exponent's bias goes from 127 to 15, the fraction from 23 bits to 10; a carry runs into the exponent, as it should.
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude + 0xfff + odd - (112 << 23)) >>> 13);
}

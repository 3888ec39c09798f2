// @ts-ignore: decorator
@inline
function fma(a: v128, b: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(a, b), f32x4.splat(c));
}

/**
 * e^x in four lanes, to about 2 ulp. Clamps x to [-87, 88], where the result is a normal number. Reduces the range by
 * ln 2 in two parts (so that n ln 2 is exact in its high part), then evaluates a polynomial of degree 6 with the
 * coefficients of Cephes' expf (S. Moshier).
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const clamped = f32x4.max(f32x4.min(x, f32x4.splat(88)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)));
  const high = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  const r = f32x4.sub(high, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = fma(f32x4.splat(1.9875691500e-4), r, 1.3981999507e-3);
  p = fma(p, r, 8.3334519073e-3);
  p = fma(p, r, 4.1665795894e-2);
  p = fma(p, r, 1.6666665459e-1);
  p = fma(p, r, 5.0000001201e-1);
  const tail = f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r);
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(f32x4.add(tail, f32x4.splat(1)), power);
}

/**
 * 2^x in four lanes, to about 4 ulp, for x from -125 to 127; other lanes have any content. Adding 1.5 * 2^23 leaves
 * the nearest whole number in the low bits, which are added to the exponent of a polynomial of degree 5 (a minimax
 * fit of 2^r for |r| <= 1/2).
 */
// @ts-ignore: decorator
@inline
export function exp2(x: v128): v128 {
  const magic = f32x4.splat(12582912);
  const shifted = f32x4.add(x, magic);
  const r = f32x4.sub(x, f32x4.sub(shifted, magic));
  let p = fma(f32x4.splat(0.001327647178), r, 0.009675541333);
  p = fma(p, r, 0.05550713274);
  p = fma(p, r, 0.2402211972);
  p = fma(p, r, 0.6931469671);
  p = fma(p, r, 1.000000072);
  return i32x4.add(p, i32x4.shl(shifted, 23));
}

/** sum + x w in four lanes. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(sum: v128, x: v128, w: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, w));
}

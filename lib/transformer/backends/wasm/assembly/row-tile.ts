/**
 * Number of the remaining rows that share one pass over a panel. Five make the best use of every loaded and widened
 * weight and of the sixteen registers of x86.
 */
// @ts-ignore: decorator
@inline
export function rowTile(left: u32): u32 {
  return left >= 5 ? 5 : min(left, 2);
}

/**
 * How many of the rows that are left go through a panel together: five make the most of every weight that is loaded and widened, and of
 * x86's sixteen registers.
 */
// @ts-ignore: decorator
@inline
export function rowTile(left: u32): u32 {
  return left >= 5 ? 5 : min(left, 2);
}

/**
 * The row of each mark on an axis, from 0 at the axis: marks that would cover each other stand above each other.
 *
 * @param places on the axis, in any unit
 * @param gap between two marks of one row at least
 * @param most rows; marks beyond share the last one
 */
export function stack(places: readonly number[], gap: number, most: number): number[] {
  const rows = Array<number>(places.length).fill(0);
  const ends: number[] = [];
  for (const one of [...places.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))) {
    const place = places[one] ?? 0;
    const free = Array.from({ length: most }, (_, row) => row).find(row => place - (ends[row] ?? -Infinity) >= gap);
    const row = free ?? most - 1;
    ends[row] = place;
    rows[one] = row;
  }
  return rows;
}

import type { Random } from '@/lib/core/random';

type Key = ArrayLike<number>;

/**
 * Sorts positions by the keys, each from high to low, and by the position where all are equal. The result is the same everywhere: the
 * reference of arXiv 2311.08921 uses an unstable sort, so that which of several equal items it takes is an accident.
 */
export const descending = (positions: readonly number[], ...keys: readonly Key[]): number[] =>
  positions.toSorted((a, b) => {
    for (const key of keys) {
      const difference = (key[b] ?? 0) - (key[a] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  });

/** The positions of all items, the most similar first. */
export const nearestFirst = (size: number, similarities: Key): number[] =>
  descending([...Array(size).keys()], similarities);

/** `count` of the items, each at most once, in the order in which they are drawn; all where there are not more. */
export function draw<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items];
  const drawn = Math.min(count, left.length);
  for (let i = 0; i < drawn; i++) {
    const j = random.integer(i, left.length - 1);
    [left[i], left[j]] = [left[j] as T, left[i] as T];
  }
  return left.slice(0, drawn);
}

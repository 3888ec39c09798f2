import type { Random } from '@/lib/core/random';

/** The first `count` of a seeded shuffle (Fisher and Yates); all of them where there are no more. */
export function sample<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [taken] = left.splice(random.integer(0, left.length - 1), 1);
    return taken as T;
  });
}

import type { Random } from '@/lib/core/random';

/** One of the items. @throws RangeError without items */
export function pick<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) throw new RangeError('There is nothing to pick from.');
  return items[random.integer(0, items.length - 1)] as T;
}

export const chance = (random: Random, probability: number): boolean => random.next() < probability;

/** The items in a random order (Fisher-Yates). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return order;
}

/** An item, each as likely as its weight says. */
export function weighted<T>(random: Random, items: readonly (readonly [item: T, weight: number])[]): T {
  let left = random.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) if ((left -= weight) < 0) return item;
  return (items.at(-1) as readonly [T, number])[0];
}

/** A different value each time, as long as `make` gives different ones; gives up after many tries and repeats itself. */
export function distinct<T>(known: Set<T>, make: () => T): T {
  let made = make();
  for (let tries = 0; known.has(made) && tries < 50; tries++) made = make();
  known.add(made);
  return made;
}

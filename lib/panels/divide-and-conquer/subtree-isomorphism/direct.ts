import { baseNodes, childrenOf, colourOf, type Instance, patternNodes } from './encoding';

/** The base node that each node of the pattern is mapped to. */
export type Occurrence = ReadonlyMap<number, number>;

/**
 * The ground truth: an occurrence of the pattern below `pattern` with its root at the base node `base`, or null. It descends both trees
 * together and backtracks over the order of the children, so it shares no code with the program that it checks.
 */
export function occurrenceAt(instance: Instance, pattern: number, base: number): Occurrence | null {
  if (colourOf(instance, pattern) !== colourOf(instance, base)) return null;
  const [first, second] = childrenOf(instance, pattern);
  const here: Occurrence = new Map([[pattern, base]]);
  if (first === undefined) return here;
  const below = childrenOf(instance, base);
  for (const forFirst of below) {
    const one = occurrenceAt(instance, first, forFirst);
    if (!one) continue;
    if (second === undefined) return new Map([...here, ...one]);
    for (const forSecond of below) {
      if (forSecond === forFirst) continue;
      const other = occurrenceAt(instance, second, forSecond);
      if (other) return new Map([...here, ...one, ...other]);
    }
  }
  return null;
}

/** The first occurrence of the whole pattern, by the index of the base node under its root; null if there is none. */
export function findOccurrence(instance: Instance): Occurrence | null {
  if (patternNodes(instance).length > baseNodes(instance).length) return null;
  for (const base of baseNodes(instance)) {
    const found = occurrenceAt(instance, instance.root[0], base);
    if (found) return found;
  }
  return null;
}

/** 1 for every base node at which the pattern below `pattern` occurs, in the order of `baseNodes`. */
export const matchesOf = (instance: Instance, pattern: number): number[] =>
  baseNodes(instance).map(base => Number(occurrenceAt(instance, pattern, base) !== null));

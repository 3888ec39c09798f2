/** Several measurements of one thing. */
export interface Spread {
  median: number;
  low: number;
  high: number;
  rounds: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, low: sorted[0]!, high: sorted.at(-1)!, rounds: sorted.length };
}

/**
 * Units of work per second. `once` does some, returns how many units, and tells how long the part took that counts; it is repeated until
 * that part has lasted `enough` milliseconds.
 */
export function rate(once: () => { units: number; milliseconds: number }, enough: number): number {
  let units = 0;
  let milliseconds = 0;
  do {
    const done = once();
    units += done.units;
    milliseconds += done.milliseconds;
  } while (milliseconds < enough);
  return (units / milliseconds) * 1000;
}

/** How long something takes, in milliseconds. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

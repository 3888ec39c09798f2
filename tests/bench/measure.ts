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

/** Units of work per second, done again until the time that counts has reached `enough` milliseconds. */
export async function rate(units: number, once: () => Promise<number>, enough: number): Promise<number> {
  let times = 0;
  let milliseconds = 0;
  do {
    milliseconds += await once();
    times++;
  } while (milliseconds < enough);
  return ((units * times) / milliseconds) * 1000;
}

/** A measured number as it is kept: four digits are more than a measurement has. */
export const kept = (value: number): number => Number(value.toPrecision(4));

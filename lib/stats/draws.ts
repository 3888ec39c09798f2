import { random } from '@/lib/core/random';

/** Probabilities at a temperature: each is raised to 1 / temperature, and all are scaled to sum to 1. At 0 the largest has all. */
export function atTemperature(probabilities: readonly number[], temperature: number): number[] {
  const most = Math.max(...probabilities);
  const raised = probabilities.map(p => (temperature === 0 ? Number(p === most) : (p / most) ** (1 / temperature)));
  const sum = raised.reduce((total, p) => total + p, 0);
  return raised.map(p => p / sum);
}

/** Places that are drawn by their probabilities, the same for the same seed. */
export function drawn(probabilities: readonly number[], seed: number, count: number): number[] {
  const stream = random(seed);
  return Array.from({ length: count }, () => {
    let left = stream.next();
    const place = probabilities.findIndex(p => (left -= p) < 0);
    return place < 0 ? probabilities.length - 1 : place;
  });
}

import type { InspectResult } from '@/lib/engines/contract';

/** `mean` averages over the heads of the layer. */
export type Head = number | 'mean';

/** The weights that one token gives to those up to itself, by one head or averaged over all that were asked for. */
export function weightsOf({ attention = [] }: InspectResult, head: Head, token: number): Float32Array {
  if (head !== 'mean') return attention[head]?.[token] ?? new Float32Array();
  const mean = new Float32Array(token + 1);
  for (const rows of attention)
    rows[token]?.forEach((weight, i) => (mean[i] = (mean[i] ?? 0) + weight / attention.length));
  return mean;
}

/** Positions with the largest weights, largest first. */
export const largest = (weights: Float32Array, count: number): { position: number; weight: number }[] =>
  [...weights]
    .map((weight, position) => ({ position, weight }))
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
    .slice(0, count);

/** A token as it can be read: spaces and line ends made visible, and something for tokens without text. */
export function readable(token: string): string {
  if (token === '') return '∅';
  return token.replaceAll(' ', '\u2423').replaceAll('\n', '\u21b5');
}

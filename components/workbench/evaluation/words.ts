import { percent } from '@/components/charts/series';

/** `p = 0.031`, and `p < 0.001` where more digits would promise too much. */
export function pText(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  if (p > 0.999) return 'p = 1';
  return `p = ${p.toLocaleString('en', { maximumSignificantDigits: 2 })}`;
}

/** A difference of shares in percentage points, always with its sign: `+85`, `\u22122.5`, `0`. */
export function points(difference: number): string {
  const value = Math.abs(Number((100 * difference).toFixed(1)));
  if (value === 0) return '0';
  return `${difference > 0 ? '+' : '\u2212'}${value}`;
}

/** `12 % to 40 %`. */
export const range = (low: number, high: number): string => `${percent(low)} to ${percent(high)}`;

/** `1 problem`, `20 problems`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? noun : `${noun}s`}`;

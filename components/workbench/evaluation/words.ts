import { percent } from '@/components/charts/series';
import { type FailureKind, failures } from '@/lib/core/failure';
import type { Unanswered } from '@/lib/evaluation/unanswered';

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

/** What a kind of failure means. Kinds of files may be anything. */
export const failureSentence = (kind: string): string =>
  failures[Object.hasOwn(failures, kind) ? (kind as FailureKind) : 'unknown'].sentence;

/** `12 of 60 not answered: The endpoint stayed busy. (11) The model did not answer in time. (1)`; empty where all were answered. */
export function unansweredText({ trials, kinds }: Unanswered, of: number): string {
  if (trials === 0) return '';
  const why = kinds.map(
    ({ kind, trials: count }) =>
      `${failureSentence(kind)}${kinds.length > 1 ? ` (${count.toLocaleString('en')})` : ''}`,
  );
  return `${trials.toLocaleString('en')} of ${of.toLocaleString('en')} not answered: ${why.join(' ')}`;
}

import { counted } from '@/lib/core/in-words';
import type { Paired } from '@/lib/evaluation/paired';
import { verdict } from '@/lib/stats/compare-paired';
import type { Column } from './columns';
import type { MeasuredColumn } from './columns';
import { points, pText } from './words';

/** Columns that a matrix shows at most: more pairs than these make every correction a formality. */
const most = 8;

/** The two columns that are compared: as chosen, else the best beside the first. */
export function chosenPair(
  columns: readonly MeasuredColumn[],
  chosen: { a?: string; b?: string },
): [MeasuredColumn | undefined, MeasuredColumn | undefined] {
  const find = (id: string | undefined) => columns.find(({ column }) => column.id === id);
  const share = ({ all }: MeasuredColumn) => all.score?.share ?? 0;
  const best = columns.reduce<MeasuredColumn | undefined>(
    (found, column) => (found === undefined || share(column) > share(found) ? column : found),
    undefined,
  );
  const a = find(chosen.a) ?? best;
  const b = find(chosen.b) ?? columns.find(column => column !== a);
  return a === b ? [a, columns.find(column => column !== a)] : [a, b];
}

/** All columns, or, where they are too many, those of the two models that are compared. */
export function matrixColumns(
  columns: readonly MeasuredColumn[],
  a: MeasuredColumn | undefined,
  b: MeasuredColumn | undefined,
): readonly MeasuredColumn[] {
  if (columns.length <= most) return columns;
  return columns.filter(column => column === a || column === b || column.column.model === a?.column.model);
}

/** What the comparison of one pair says, in words. `p` is corrected for the number of pairs. */
export function pairSentence(
  {
    a,
    b,
    n,
    trials,
    unanswered,
    onlyA,
    onlyB,
    difference,
    interval,
    p: alone,
    method,
  }: Paired & {
    a: Column;
    b: Column;
  },
  p: number,
  { pairs, repeats }: { pairs: number; repeats: number },
): string {
  if (n === 0) {
    return unanswered > 0
      ? `Not enough answered: ${a.label} and ${b.label} have no problem that both answered.`
      : `${a.label} and ${b.label} have no problem in common yet that can be checked.`;
  }
  const test =
    pairs > 1 ? `${pText(alone)}, and ${pText(p)} after Holm\u2019s correction for ${pairs} pairs` : pText(alone);
  const counts =
    method === 'mcnemar'
      ? `On ${counted(n, 'problem')} that both answered, only ${a.label} was right on ${onlyA}, only ${b.label} on ${onlyB}.`
      : `On ${counted(n, 'problem')} that both answered${repeats > 1 ? ` (${trials} trials each)` : ''}, ${a.label} was right more often on ${onlyA}, ${b.label} on ${onlyB}.`;
  const figures = `The difference is ${points(difference)} percentage points (95\u202f% interval ${points(interval.low)} to ${points(interval.high)}); ${test}.`;
  const without = unanswered > 0 ? ` Without ${counted(unanswered, 'trial')} that one of the two did not answer.` : '';
  return `${counts}${without} ${figures} ${conclusion(a, b, difference, p)}`;
}

function conclusion(a: Column, b: Column, difference: number, p: number): string {
  switch (verdict(difference, p)) {
    case 'a is better':
      return `This is evidence that ${a.label} does better.`;
    case 'b is better':
      return `This is evidence that ${b.label} does better.`;
    case 'no evidence of a difference':
      return 'This is no evidence of a difference. It is no evidence that they are equal either: more problems may tell.';
  }
}

import type { Counts, Judged } from '@/lib/panels/ner/metrics/contract';
import { mentionSet } from '@/lib/panels/ner/metrics/mention-set';
import { evaluate } from './judged';

/** Columns of the metrics file of the reference implementation of arXiv 2311.08921. */
export const referenceColumns = [
  'Type',
  'Gold count',
  'Gold rate',
  'Pred count',
  'Pred rate',
  'Correct count',
  'Prec',
  'Rec',
  'F1',
] as const;

/** A row; rates and scores in percent with two decimals. */
export type ReferenceRow = [string, number, string, number, string, number, string, string, string];

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const percent = (proportion: number): string => (proportion * 100).toFixed(2);

/** The table that the reference writes, its last row spelled as there; 0/0 is 0. */
export function referenceTable(items: readonly Judged[], labels: readonly string[]): ReferenceRow[] {
  const { byLabel, total } = evaluate(mentionSet, items, labels);
  const row = (label: string, { gold, predicted, correct }: Counts, goldRate: string, rate: string): ReferenceRow => {
    const [precision, recall] = [share(correct, predicted), share(correct, gold)];
    const f1 = share(2 * precision * recall, precision + recall);
    return [label, gold, goldRate, predicted, rate, correct, percent(precision), percent(recall), percent(f1)];
  };
  return [
    ...[...byLabel].map(([label, { counts }]) =>
      row(
        label,
        counts,
        percent(share(counts.gold, total.counts.gold)),
        percent(share(counts.predicted, total.counts.predicted)),
      ),
    ),
    row('ToTal', total.counts, '100', '100'),
  ];
}

const cell = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** The same as CSV with a header (RFC 4180, but with line ends as in the reference: `\n`). */
export const referenceCsv = (rows: readonly ReferenceRow[]): string =>
  [referenceColumns, ...rows].map(row => `${row.map(cell).join(',')}\n`).join('');

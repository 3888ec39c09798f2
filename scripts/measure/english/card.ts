import type { ResultTable } from '@/lib/experiment/panel';
import type { Counts } from '@/lib/panels/ner/metrics/contract';
import { scoreOf } from '@/lib/panels/ner/metrics/score';
import type { LabelCounts, Measured } from './improve';

/** A group of worlds as `training/english/measured.json` holds it. */
export interface MeasuredGroup extends ResultTable {
  worlds: (Pick<Measured, 'pool' | 'labels'> & { name: string; sentences: number })[];
}

const BEGIN = '<!-- measured: written by npm run measure -- english -->';
const END = '<!-- /measured -->';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n');
const percent = (counts: Counts): string => {
  const { f1 } = scoreOf(counts);
  return f1 === null ? '-' : (100 * f1).toFixed(1);
};

const counted = (labels: LabelCounts): string =>
  Object.entries(labels)
    .map(([label, count]) => `${label} ${count}`)
    .join(', ');

const groupText = (name: string, { columns, rows, worlds }: MeasuredGroup): string =>
  [
    `### ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    table(columns, rows),
    table(
      ['pool', 'sentences', 'F1 after the vote', 'kept sentences', 'F1 of what was kept'],
      worlds.map(({ name, sentences, pool: { voted, kept, keptSentences } }) => [
        name,
        String(sentences),
        percent(voted),
        String(keptSentences),
        percent(kept),
      ]),
    ),
    table(
      ['labels of the test', 'by people', 'none', 'self nearest'],
      worlds.map(({ name, labels: { gold, none, self } }) => [name, counted(gold), counted(none), counted(self)]),
    ),
  ].join('\n\n');

/** The card with the tables of these groups in place of those that it has. @throws Error for a card without a place for them */
export function withMeasured(card: string, groups: Readonly<Record<string, MeasuredGroup>>): string {
  const [from, to] = [card.indexOf(BEGIN), card.indexOf(END)];
  if (from < 0 || to < from) throw new Error('The model card has no place for what was measured.');
  const tables = Object.entries(groups).map(([name, group]) => groupText(name, group));
  return `${card.slice(0, from)}${[BEGIN, ...tables, ''].join('\n\n')}${card.slice(to)}`;
}

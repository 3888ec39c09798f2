import { joinLeftOut } from '@/lib/data/left-out';
import { fieldOf, type Row } from '@/lib/data/rows';
import { collectItems, type Mapped, runningText } from './items';

/**
 * Columns of HaluEval's `summarization_data.json` (JSON Lines; Li et al. 2023, arXiv 2305.11747, and the repository's data): a
 * document, a summary that agrees with it, and one that was made to contradict it or to say what it does not.
 */
export const halueval = { document: 'document', right: 'right_summary', hallucinated: 'hallucinated_summary' } as const;

/** Two items a row, one of each label; the same document stands in both. */
export function mapHaluEval(rows: readonly Row[]): Mapped {
  const right = collectItems({ source: halueval.document, text: halueval.right });
  const hallucinated = collectItems({ source: halueval.document, text: halueval.hallucinated });
  for (const row of rows) {
    const source = runningText(fieldOf(row, halueval.document) ?? '');
    const text = (column: string): string => runningText(fieldOf(row, column) ?? '');
    const before = right.items.length;
    right.add(row.line, { id: `line ${row.line} right`, source, text: text(halueval.right), isContradicted: false });
    // A row counts as a whole: half of one would shift the share of the labels.
    if (right.items.length === before) continue;
    hallucinated.add(row.line, {
      id: `line ${row.line} hallucinated`,
      source,
      text: text(halueval.hallucinated),
      isContradicted: true,
    });
    if (hallucinated.items.length < right.items.length) right.items.pop();
  }
  const items = right.items.flatMap((item, index) => [item, ...hallucinated.items.slice(index, index + 1)]);
  return { items, leftOut: joinLeftOut(right.leftOut, hallucinated.leftOut) };
}

import { cellsOf, docStart, documentIn, isComment } from './column-layout';
import { readColumns } from './columns';
import type { Format } from './contract';
import type { Head } from './head';
import { writeColumns } from './write-columns';

/** The share of lines that must have the same number of columns: a few may be damaged. */
const mostLines = 0.9;

/** What the lines of a file have in common: how many columns, and whether one of them holds tags. Null where it is no file of columns. */
export function columnsIn({ lines, records }: Head): { width: number; isTagged: boolean } | null {
  const rows = lines.filter(line => line.trim() !== '' && !isComment(line) && documentIn(line) === undefined);
  if (records.length > 0 || rows.length === 0) return null;
  const counts = new Map<number, number>();
  for (const line of rows) {
    const width = cellsOf(line).length;
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const [[width, count] = [0, 0]] = [...counts].sort(([, a], [, b]) => b - a);
  const isTagged = rows.some(line => /[ \t](?:O|[BIESLUM]-\S+)(?:[ \t]|$)/.test(line));
  return count >= mostLines * rows.length ? { width, isTagged } : null;
}

/**
 * Four columns: word, part of speech, chunk, entity (Tjong Kim Sang and De Meulder 2003; five in German). The original has IOB1, most
 * copies have IOB2.
 */
export const conll2003: Format = {
  id: 'conll-2003',
  title: 'CoNLL-2003',
  summary: 'A token a line with one tag: no overlapping entities, no ids, and one space between tokens.',
  choices: ['scheme'],
  extensions: ['conll', 'txt', 'iob', 'iob2', 'bio'],
  recognise(head) {
    const columns = columnsIn(head);
    if (!columns) return null;
    // Running text may hold the mark, too; then its lines have any number of words.
    if (head.lines.some(line => /^-DOCSTART-(?:\s|$)/.test(line))) return `It has ${docStart} between documents.`;
    return columns.isTagged && columns.width >= 4
      ? `Its lines have ${columns.width} columns, the word and tags.`
      : null;
  },
  read: readColumns,
  write: (sentences, name, report, options) =>
    writeColumns(sentences, `${name}.conll`, ['-X-', '-X-'], report, options),
};

import { cellsOf, isComment } from './column-layout';
import { readColumns } from './columns';
import type { Format } from './contract';
import type { Head } from './head';
import { writeColumns } from './write-columns';

/** How many columns the lines of a file have; 0 where they do not agree, or where it is no file of columns. */
export function columnsIn({ lines, records }: Head): number {
  if (records.length > 0) return 0;
  const rows = lines.filter(line => line.trim() !== '' && !isComment(line) && !line.startsWith('-DOCSTART-'));
  const widths = new Set(rows.map(line => cellsOf(line).length));
  const [width = 0] = widths;
  const isTagged = rows.some(line => /(?:^|[ \t])(?:O|[BIESLUM]-\S+)(?:[ \t]|$)/.test(line));
  return widths.size === 1 && isTagged ? width : 0;
}

/**
 * Four columns: word, part of speech, chunk, entity (Tjong Kim Sang and De Meulder 2003; five in German). The original has IOB1, most
 * copies have IOB2.
 */
export const conll2003: Format = {
  id: 'conll-2003',
  title: 'CoNLL-2003',
  summary: 'A token a line with one tag: no overlapping entities, no ids, and one space between tokens.',
  extensions: ['conll', 'txt', 'iob', 'iob2', 'bio'],
  recognise(head) {
    if (head.lines.some(line => /^-DOCSTART-(?:\s|$)/.test(line))) return 'It has -DOCSTART- between documents.';
    const columns = columnsIn(head);
    return columns >= 4 ? `Its lines have ${columns} columns, the word and tags.` : null;
  },
  read: readColumns,
  write: (sentences, name, report, options) =>
    writeColumns(sentences, `${name}.conll`, ['-X-', '-X-'], report, options),
};

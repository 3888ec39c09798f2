import { readColumns } from './columns';
import { columnsIn } from './conll-2003';
import type { Format } from './contract';
import { writeColumns } from './write-columns';

/** Two columns, word and entity, or three with the part of speech between them (Tjong Kim Sang 2002). */
export const conll2002: Format = {
  id: 'conll-2002',
  title: 'CoNLL-2002',
  summary: 'A token a line with one tag: no overlapping entities, no ids, and one space between tokens.',
  choices: ['scheme'],
  extensions: ['conll', 'txt', 'iob', 'iob2', 'bio', 'tsv'],
  recognise(head) {
    const columns = columnsIn(head);
    return columns?.isTagged && (columns.width === 2 || columns.width === 3)
      ? `Its lines have ${columns.width} columns, the word and a tag.`
      : null;
  },
  read: readColumns,
  write: (sentences, name, report, options) => writeColumns(sentences, `${name}.conll`, [], report, options),
};

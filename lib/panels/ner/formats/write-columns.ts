import type { Sentence } from '../corpus';
import { schemeOf } from '../tags/schemes';
import { docStart } from './column-layout';
import type { FormatOptions, Part } from './contract';
import type { Report } from './report';
import { holdsSeparator, tagSentence } from './tagged';

/**
 * Writes a token a line: the word, `fillers`, the tag. Columns are divided by spaces, or by tabs where a word or a label holds spaces. A
 * sentence that nobody has annotated has one column.
 */
export function* writeColumns(
  sentences: Iterable<Sentence>,
  file: string,
  fillers: readonly string[],
  report: Report,
  { scheme = 'IOB2' }: FormatOptions,
): Generator<Part, void, void> {
  let number = 0;
  let document: string | undefined;
  for (const sentence of sentences) {
    number++;
    const { words, tags } = tagSentence(sentence, schemeOf(scheme), number, report);
    const fault = faultOf(words, tags === null);
    if (fault) {
      report.dropSentence(number, fault);
      continue;
    }
    if (words.join(' ') !== sentence.text)
      report.note(number, 'Its white space is written as one space between tokens.');
    if (sentence.document !== undefined && sentence.document !== document)
      yield { file, text: `${docStart} (${sentence.document.replace(/\s+/g, ' ')})\n\n` };
    document = sentence.document;
    const separator = [...words, ...(tags ?? [])].some(value => value.includes(' ')) ? '\t' : ' ';
    const rows = words.map((word, index) => (tags ? [word, ...fillers, tags[index] ?? 'O'].join(separator) : word));
    yield { file, text: `${rows.join('\n')}\n\n` };
  }
}

/** Why a sentence cannot be written in columns. */
function faultOf(words: readonly string[], isBare: boolean): string | undefined {
  if (words.length === 0) return 'It has no token.';
  if (words.some(holdsSeparator)) return 'A token of it holds a tab or a line break.';
  if (words.includes(docStart)) return `It holds ${docStart}, which would begin a document.`;
  if (isBare && words.some(word => word.includes(' '))) return 'A token of it holds a space, and it has no tags.';
  return undefined;
}

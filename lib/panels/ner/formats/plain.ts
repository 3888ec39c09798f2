import { dataLimits } from '@/lib/data/limits';
import { linesOf } from '@/lib/data/lines';
import { accept } from './accept';
import type { Format } from './contract';

/** Characters of a line that are held before it is known to be too long for a sentence; a pair has two. */
export const longestLine = 2 * dataLimits.field + 2;

/** Line breaks as spaces: as many characters as before, so that no place in the text moves. */
export const onOneLine = (text: string): string => text.replace(/[\r\n]/g, ' ');

export const plain: Format = {
  id: 'plain',
  title: 'Plain text',
  summary: 'One sentence a line, without entities. Line breaks inside a sentence become spaces.',
  choices: [],
  extensions: ['txt'],
  recognise: ({ name, text }) =>
    // Broken JSON is no list of sentences.
    /\.jsonl?$/.test(name) || /^\s*(?:\{\s*["'}]|\[\s*[{["\]])/.test(text)
      ? null
      : 'It is text of no other format, so that each line is a sentence.',
  async *read(file, report) {
    for await (const lines of linesOf(file.pieces(), longestLine))
      for (const { line, text } of lines) {
        if (text === '') continue;
        if (text === null) {
          report.dropSentence(line, `It is longer than ${dataLimits.field} characters.`);
          continue;
        }
        if (text.trim() === '') continue;
        const sentence = accept({ id: String(line), text, entities: null }, line, report);
        if (sentence) yield sentence;
      }
  },
  *write(sentences, name, report) {
    let number = 0;
    for (const { text, entities } of sentences) {
      number++;
      for (const { label } of entities ?? []) report.dropSpan(number, `Plain text holds no entity (${label}).`);
      if (/[\r\n]/.test(text)) report.note(number, 'Its line breaks are written as spaces.');
      yield { file: `${name}.txt`, text: `${onOneLine(text)}\n` };
    }
  },
};

import type { Sentence, Token } from '../corpus';
import { schemeDetector } from '../tags/detect';
import { type Scheme, schemeOf } from '../tags/schemes';
import { parseTag, type Tag } from '../tags/tag';
import { codePointLength } from '../text/offsets';
import { accept } from './accept';
import { entitiesOf } from './columns';
import type { CorpusFile, Format } from './contract';
import { type Fields, listOf, nameOf } from './fields';
import { jsonLine, recordsOf } from './records';
import { createReport, type Report } from './report';
import { tagSentence } from './tagged';

/** What columns of tags are called in data sets. */
const tagNames = ['ner_tags', 'tags', 'labels'];

const textsIn = (value: unknown): readonly string[] | undefined => {
  const list = listOf(value);
  return list?.every(item => typeof item === 'string') ? list : undefined;
};

const tokensOf = (fields: Fields): readonly string[] | undefined =>
  textsIn(fields.get('tokens') ?? fields.get('words'));

/** The tags of a record; `numbers` where it has only those, null where it has none. */
function tagsOf(fields: Fields): readonly string[] | 'numbers' | null {
  for (const name of tagNames) {
    const list = listOf(fields.get(name));
    if (list) return textsIn(list) ?? 'numbers';
  }
  return null;
}

/**
 * JSON Lines of data sets on Hugging Face: `tokens`, and `ner_tags` with a tag for each. Numbers in place of tags have no meaning without
 * the data set's own table, and are refused by name.
 */
export const huggingFace: Format = {
  id: 'hugging-face',
  title: 'Hugging Face JSONL',
  summary: 'Lists of tokens and of tags: no overlapping entities, and one space between tokens.',
  choices: ['scheme'],
  extensions: ['jsonl', 'json'],
  recognise: ({ records }) =>
    records.some(record => tokensOf(record) !== undefined && !record.has('text') && !record.has('sentence'))
      ? 'Its records have a list of tokens.'
      : null,
  async *read(file, report, { scheme: chosen, decoding = 'lenient' }) {
    const scheme = chosen ? schemeOf(chosen) : await detect(file, report);
    for await (const { line, fields } of recordsOf(file, report)) {
      const words = tokensOf(fields);
      const tags = tagsOf(fields);
      if (!words || words.some(word => word === ''))
        report.dropSentence(line, 'It has no list of tokens that hold text.');
      else if (tags === 'numbers')
        report.dropSentence(line, 'Its tags are numbers: write their names, which only the data set knows.');
      else if (tags && tags.length !== words.length)
        report.dropSentence(line, `It has ${words.length} tokens and ${tags.length} tags.`);
      else {
        const tokens = placesOf(words);
        const document = nameOf(fields.get('document'));
        const draft: Sentence = {
          id: nameOf(fields.get('id')) ?? String(line),
          text: words.join(' '),
          tokens,
          entities: tags && entitiesOf(tags.map(parseTag), tokens, scheme, decoding, () => line, report),
          ...(document !== undefined && { document }),
        };
        const sentence = accept(draft, line, report);
        if (sentence) yield sentence;
      }
    }
  },
  *write(sentences, name, report, { scheme = 'IOB2' }) {
    let number = 0;
    for (const sentence of sentences) {
      const { words, tags } = tagSentence(sentence, schemeOf(scheme), ++number, report);
      if (words.length === 0) {
        report.dropSentence(number, 'It has no token.');
        continue;
      }
      if (words.join(' ') !== sentence.text)
        report.note(number, 'Its white space is written as one space between tokens.');
      const { id, document } = sentence;
      const record = {
        id,
        tokens: words,
        ...(tags && { ner_tags: tags }),
        ...(document !== undefined && { document }),
      };
      yield { file: `${name}.jsonl`, text: jsonLine(record) };
    }
  },
};

/** Reads the tags of the whole file once, before any sentence is made of them. Faults are reported by the second reading. */
async function detect(file: CorpusFile, report: Report): Promise<Scheme> {
  const detector = schemeDetector();
  for await (const { line, fields } of recordsOf(file, createReport())) {
    const tags = tagsOf(fields);
    if (tags === 'numbers' || !tags) continue;
    const parsed: Tag[] = tags.map(parseTag);
    detector.add(
      parsed,
      parsed.map(() => line),
    );
  }
  const { scheme, sentence } = detector.result();
  report.readBy(scheme.id, sentence);
  return scheme;
}

/** Tokens with one space between them. */
function placesOf(words: readonly string[]): Token[] {
  let at = 0;
  return words.map(word => {
    const token = { start: at, end: at + codePointLength(word) };
    at = token.end + 1;
    return token;
  });
}

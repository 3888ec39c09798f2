import type { Sentence, Span } from '../corpus';
import { schemeDetector } from '../tags/detect';
import { type Scheme, schemeOf } from '../tags/schemes';
import { parseTag } from '../tags/tag';
import { offsetsOf } from '../text/offsets';
import { accept } from './accept';
import { type Block, blocksOf } from './blocks';
import { entitiesOf } from './columns';
import { type Columns, namedColumns, standardColumns, type Word, wordsOf } from './conll-u-words';
import type { CorpusFile, Format, FormatOptions } from './contract';
import { writeMisc } from './misc';
import type { Report } from './report';
import { holdsSeparator, tagSentence } from './tagged';

/** The value of a comment `# name = value`, of the last with this name. */
function commentOf({ lines }: Block, name: string): string | undefined {
  const start = `# ${name} =`;
  const found = lines.findLast(({ text }) => text.startsWith(start))?.text.slice(start.length);
  return found?.replace(/^ /, '');
}

/**
 * CoNLL-U (https://universaldependencies.org/format.html) with a tag for each word in its last column, `NER=B-Person`, as Stanza writes it
 * (`ner=`), and CoNLL-U Plus with a column of that name. `# text` and `SpacesAfter` keep the white space of the text.
 */
export const conllU: Format = {
  id: 'conll-u',
  title: 'CoNLL-U',
  summary: 'A token a line with one tag, and the whole text above it: no overlapping entities.',
  choices: ['scheme'],
  extensions: ['conllu', 'conllup'],
  recognise({ lines }) {
    if (lines.some(line => line.startsWith('# global.columns'))) return 'It names its columns (CoNLL-U Plus).';
    const rows = lines.filter(line => line.trim() !== '' && !line.startsWith('#'));
    const isWord = (line: string): boolean => /^\d+(?:[-.]\d+)?\t/.test(line) && line.split('\t').length === 10;
    return rows.length > 0 && rows.every(isWord) ? 'Its lines have a number and ten columns.' : null;
  },
  async *read(file, report, options) {
    const scheme = options.scheme ? schemeOf(options.scheme) : await detect(file, report);
    let columns = standardColumns;
    let document: string | undefined;
    let number = 0;
    for await (const blocks of blocksOf(file))
      for (const block of blocks) {
        columns = columnsOf(block, columns);
        document = commentOf(block, 'newdoc id') ?? document;
        if (block.fault) report.dropSentence(block.fault.line, block.fault.reason);
        if (block.fault || block.lines.every(({ text }) => text.startsWith('#'))) continue;
        number++;
        const draft = sentenceOf(block, columns, scheme, options, report);
        const id = commentOf(block, 'sent_id') ?? String(number);
        const named = draft && { ...draft, id, ...(document !== undefined && { document }) };
        const sentence = named && accept(named, block.lines[0]?.line ?? 1, report);
        if (sentence) yield sentence;
      }
  },
  *write(sentences, name, report, { scheme = 'IOB2' }) {
    let number = 0;
    let document: string | undefined;
    for (const sentence of sentences) {
      const lines = linesOfSentence(sentence, schemeOf(scheme), ++number, report);
      if (!lines) continue;
      if (sentence.document !== undefined && sentence.document !== document)
        lines.unshift(`# newdoc id = ${onOneLine(sentence.document)}`);
      document = sentence.document;
      yield { file: `${name}.conllu`, text: `${lines.join('\n')}\n\n` };
    }
  },
};

const onOneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');

function columnsOf(block: Block, before: Columns): Columns {
  const names = commentOf(block, 'global.columns');
  return names === undefined ? before : namedColumns(names);
}

async function detect(file: CorpusFile, report: Report): Promise<Scheme> {
  const detector = schemeDetector();
  let columns = standardColumns;
  for await (const blocks of blocksOf(file))
    for (const block of blocks) {
      columns = columnsOf(block, columns);
      const found = wordsOf(block, columns, undefined);
      if (!('reason' in found))
        detector.add(
          tagsOf(found.words),
          found.words.map(({ line }) => line),
        );
    }
  const { scheme, sentence } = detector.result();
  report.readBy(scheme.id, sentence);
  return scheme;
}

const tagsOf = (words: readonly Word[]) => words.map(({ tag = 'O' }) => parseTag(tag));

function sentenceOf(
  block: Block,
  columns: Columns,
  scheme: Scheme,
  { decoding = 'lenient' }: FormatOptions,
  report: Report,
): Pick<Sentence, 'text' | 'tokens' | 'entities'> | undefined {
  const found = wordsOf(block, columns, commentOf(block, 'text'));
  if ('reason' in found) {
    report.dropSentence(found.line, found.reason);
    return undefined;
  }
  const { text, tokens, words, nested } = found;
  if (nested !== undefined)
    report.dropSpan(nested, 'Its entities stand in nested brackets (Entity= of CorefUD), which are not read.');
  let entities: Span[] | null = null;
  if (words.some(({ tag }) => tag !== undefined))
    entities = entitiesOf(tagsOf(words), words, scheme, decoding, index => words[index]?.line ?? 1, report);
  return { text, tokens, entities };
}

function linesOfSentence(sentence: Sentence, scheme: Scheme, number: number, report: Report): string[] | undefined {
  const { text, id } = sentence;
  const { tokens, words, tags } = tagSentence(sentence, scheme, number, report);
  if (words.length === 0 || words.some(holdsSeparator)) {
    report.dropSentence(number, 'A token of it holds a tab or a line break, or it has none.');
    return undefined;
  }
  const { slice, length } = offsetsOf(text);
  const gapBefore = (index: number): string => slice(tokens[index - 1]?.end ?? 0, tokens[index]?.start ?? length) ?? '';
  const lines = [`# sent_id = ${onOneLine(id)}`, ...(/[\r\n]/.test(text) ? [] : [`# text = ${text}`])];
  for (const [index, word] of words.entries()) {
    const misc: [string, string][] = tags ? [['NER', tags[index] ?? 'O']] : [];
    if (index === 0 && gapBefore(0) !== '') misc.push(['SpacesBefore', gapBefore(0)]);
    const space = gapBefore(index + 1);
    const isLast = index === words.length - 1;
    if (space === '' && !isLast) misc.push(['SpaceAfter', 'No']);
    else if (space !== (isLast ? '' : ' ')) misc.push(['SpacesAfter', space]);
    lines.push([index + 1, word, ...Array<string>(7).fill('_'), writeMisc(misc)].join('\t'));
  }
  return lines;
}

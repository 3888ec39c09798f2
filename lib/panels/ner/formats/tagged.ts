import type { Sentence, Span, Token } from '../corpus';
import { chunksOf, cutAtSpans } from '../tags/chunks';
import { type Chunk, decodeTags } from '../tags/decode';
import { encodeTags } from '../tags/encode';
import type { Scheme } from '../tags/schemes';
import { parseTag } from '../tags/tag';
import { offsetsOf } from '../text/offsets';
import { wordsBetweenSpaces } from '../text/segment';
import type { Report } from './report';

/** A sentence as tokens with tags, for formats of a token a line. */
export interface TaggedSentence {
  tokens: readonly Token[];
  words: string[];
  /** Null for a sentence that nobody has annotated. */
  tags: string[] | null;
}

/**
 * The tags of a sentence in a scheme. A text without tokens is cut at white space and where entities begin and end. Entities that tags
 * cannot hold are left out and reported.
 *
 * @param number the number of the sentence, for the report
 */
export function tagSentence(sentence: Sentence, scheme: Scheme, number: number, report: Report): TaggedSentence {
  const { text, entities } = sentence;
  const { slice } = offsetsOf(text);
  const all = sentence.tokens ?? cutAtSpans(wordsBetweenSpaces(text), trimmed(text, entities ?? []));
  // spaCy has tokens of white space.
  const tokens = all.filter(({ start, end }) => (slice(start, end) ?? '').trim() !== '');
  const words = tokens.map(({ start, end }) => slice(start, end) ?? '');
  if (!entities) return { tokens, words, tags: null };
  const { chunks, lost } = chunksOf(entities, tokens);
  for (const { span, reason } of lost)
    report.dropSpan(number, `${span.start} to ${span.end} (${span.label}): ${reason}`);
  return { tokens, words, tags: tagsThatRead(chunks, tokens.length, scheme, number, report) };
}

/** Only spans whose borders are no white space can be made of tokens. */
function trimmed(text: string, spans: readonly Span[]): Span[] {
  const { slice } = offsetsOf(text);
  return spans.filter(({ start, end }) => {
    const covered = slice(start, end) ?? '';
    return covered === covered.trim();
  });
}

/** What the lines and columns of a file cannot hold in one value. */
export const holdsSeparator = (value: string): boolean => /[\t\r\n]/.test(value);

/**
 * Tags that read back as the same mentions. Others are left out: a label with the form of a tag or with a line break, and mentions that a
 * scheme joins, of which every second stays.
 */
function tagsThatRead(
  chunks: readonly Chunk[],
  length: number,
  scheme: Scheme,
  number: number,
  report: Report,
): string[] {
  const keyOf = ({ from, to, label }: Chunk): string => `${from} ${to} ${label}`;
  let kept = chunks;
  for (;;) {
    const tags = encodeTags(kept, length, scheme);
    const read = decodeTags(tags.map(parseTag), scheme, 'lenient').chunks;
    const found = new Set(read.filter(({ from }) => isWritable(tags[from] ?? '')).map(keyOf));
    const lost = kept.filter(chunk => !found.has(keyOf(chunk)));
    if (lost.length === 0) return tags;
    const dropped = new Set<Chunk>();
    for (const [index, chunk] of lost.entries()) {
      const before = lost[index - 1];
      const after = lost[index + 1];
      const isAlone = before?.to !== chunk.from && after?.from !== chunk.to;
      if (isAlone || (before?.to === chunk.from && !dropped.has(before))) dropped.add(chunk);
    }
    for (const { label } of dropped)
      report.dropSpan(
        number,
        `A mention with the label "${label.slice(0, 40)}" would be read otherwise in ${scheme.title}.`,
      );
    kept = kept.filter(chunk => !dropped.has(chunk));
  }
}

const isWritable = (tag: string): boolean => tag !== '' && !holdsSeparator(tag);

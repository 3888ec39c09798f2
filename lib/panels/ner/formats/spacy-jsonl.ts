import type { Sentence, Span, Token } from '../corpus';
import { offsetsOf } from '../text/offsets';
import { placeIn, type Unit } from '../text/units';
import { accept } from './accept';
import type { Format } from './contract';
import { type Fields, listOf, nameOf, objectOf, placeOf, rangeOf, textOf } from './fields';
import { placeSpans, type StatedSpan } from './places';
import { jsonLine, recordsOf } from './records';

/**
 * JSON Lines of spaCy and Prodigy (https://prodi.gy/docs/api-interfaces#ner_manual): `text`, `spans` and `tokens`, in code points. Reads
 * also `entities` as triples, and spaCy 2's pairs of a text and its entities.
 */
export const spacyJsonl: Format = {
  id: 'spacy-jsonl',
  title: 'spaCy and Prodigy JSONL',
  summary: 'Holds texts, tokens, overlapping spans and names of documents. Places count code points.',
  choices: ['unit'],
  holdsScores: true,
  extensions: ['jsonl', 'json'],
  recognise({ records }) {
    const texts = records.filter(record => typeof record.get('text') === 'string');
    if (texts.length === 0) return null;
    if (texts.some(record => record.has('spans') || record.has('tokens')))
      return 'Its records have a text with spans or tokens.';
    if (texts.some(record => listOf(record.get('entities'))?.some(entity => rangeOf(entity))))
      return 'Its records have a text with entities as places and labels.';
    return texts.every(record => !record.has('label') && !record.has('labels'))
      ? 'Its records have a text, and no list of entities with anything in it.'
      : null;
  },
  async *read(file, report, { unit = 'code-points' }) {
    for await (const { line, fields } of recordsOf(file, report)) {
      const text = textOf(fields.get('text'));
      const answer = nameOf(fields.get('answer'));
      if (text === undefined) report.dropSentence(line, 'It has no text.');
      else if (answer === 'reject' || answer === 'ignore')
        report.dropSentence(line, `Its annotator answered "${answer}".`);
      else {
        const stated = listOf(fields.get('spans')) ?? listOf(fields.get('entities'));
        const spans = stated?.flatMap((value): StatedSpan[] => {
          const range = rangeOf(value);
          if (!range)
            report.dropSpan(line, `${JSON.stringify(value).slice(0, 80)} is no span with start, end and label.`);
          return range ? [range] : [];
        });
        const meta = objectOf(fields.get('meta'));
        const document = nameOf(meta?.get('document') ?? fields.get('document'));
        const tokens = tokensOf(fields, text, unit);
        const entities = spans ? placeSpans(text, spans, unit, line, report) : null;
        const draft: Sentence = {
          id: nameOf(meta?.get('id') ?? fields.get('id')) ?? String(line),
          text,
          entities,
          ...(tokens && { tokens }),
          ...(document !== undefined && { document }),
        };
        const sentence = accept(draft, line, report);
        if (sentence) yield sentence;
      }
    }
  },
  *write(sentences, name, _report, { unit = 'code-points' }) {
    for (const { id, text, tokens, entities, document } of sentences) {
      const { slice, length } = offsetsOf(text);
      const place = placeIn(text, unit);
      const written = tokens?.map(({ start, end }, index) => ({
        text: slice(start, end) ?? '',
        start: place(start),
        end: place(end),
        id: index,
        ws: end < length && slice(end, end + 1) === ' ',
      }));
      const record = {
        text,
        ...(written && { tokens: written }),
        ...(entities && { spans: entities.map(tokenNamer(tokens ?? [], place)) }),
        meta: { id, ...(document !== undefined && { document }) },
      };
      yield { file: `${name}.jsonl`, text: jsonLine(record) };
    }
  },
};

/** The tokens of a record; undefined where it has none or a token has no place. */
function tokensOf(fields: Fields, text: string, unit: Unit): Token[] | undefined {
  const { toCodePoint } = offsetsOf(text);
  const at = (place: number | undefined): number =>
    place === undefined ? -1 : unit === 'utf-16' ? (toCodePoint(place) ?? -1) : place;
  const tokens = listOf(fields.get('tokens'))?.map(value => {
    const token = objectOf(value);
    return { start: at(placeOf(token?.get('start'))), end: at(placeOf(token?.get('end'))) };
  });
  return tokens && tokens.length > 0 && tokens.every(({ start }) => start >= 0) ? tokens : undefined;
}

/** Prodigy also names the first and the last token (inclusive) of a span that fits the tokens. */
function tokenNamer(
  tokens: readonly Token[],
  place: (codePoint: number) => number | null,
): (span: Span) => Record<string, unknown> {
  const starts = new Map(tokens.map((token, index) => [token.start, index]));
  const ends = new Map(tokens.map((token, index) => [token.end, index]));
  return ({ start, end, label, score }) => {
    const [first, last] = [starts.get(start), ends.get(end)];
    const isFitting = first !== undefined && last !== undefined && first <= last;
    const scored = score !== undefined && { score };
    return {
      start: place(start),
      end: place(end),
      label,
      ...scored,
      ...(isFitting && { token_start: first, token_end: last }),
    };
  };
}

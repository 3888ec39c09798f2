import { placeIn } from '../text/units';
import { accept } from './accept';
import type { Format } from './contract';
import { type Fields, listOf, nameOf, rangeOf, textOf } from './fields';
import { placeSpans, type StatedSpan } from './places';
import { jsonLine, recordsOf } from './records';

const objectNames = { start: 'start_offset', end: 'end_offset', label: 'label' };

/** The spans under the names that doccano's versions gave them: `label`, `labels`, or `entities` beside relations. */
function spansOf(fields: Fields): readonly unknown[] | undefined {
  return ['label', 'labels', 'entities'].map(name => listOf(fields.get(name))).find(list => list !== undefined);
}

const rangeIn = (value: unknown): StatedSpan | undefined =>
  Array.isArray(value) ? rangeOf(value) : rangeOf(value, objectNames);

/**
 * JSON Lines of doccano's sequence labelling. Its places count UTF-16 units, and graphemes in projects that count them as one character
 * (doccano/doccano#2290); the file does not say which.
 */
export const doccano: Format = {
  id: 'doccano',
  title: 'doccano JSONL',
  summary:
    'Holds texts and overlapping spans, and no tokens. Places count UTF-16 units, unless the project counts graphemes.',
  choices: ['unit'],
  extensions: ['jsonl', 'json'],
  recognise({ records }) {
    const texts = records.filter(record => typeof record.get('text') === 'string');
    if (texts.some(record => listOf(record.get('entities'))?.some(entity => !Array.isArray(entity) && rangeIn(entity))))
      return 'Its records have entities with start_offset and end_offset.';
    if (
      texts.some(record => spansOf(record)?.some(Array.isArray)) &&
      texts.some(record => record.has('label') || record.has('labels'))
    )
      return 'Its records have a text with labels as places and names.';
    return texts.some(record => record.has('Comments') || listOf(record.get('label')) !== undefined)
      ? 'Its records have a text with a list of labels.'
      : null;
  },
  async *read(file, report, { unit }) {
    for await (const { line, fields } of recordsOf(file, report)) {
      const text = textOf(fields.get('text')) ?? textOf(fields.get('data'));
      if (text === undefined) {
        report.dropSentence(line, 'It has no text.');
        continue;
      }
      const stated = spansOf(fields)?.flatMap(value => {
        const range = rangeIn(value);
        if (!range)
          report.dropSpan(line, `${JSON.stringify(value).slice(0, 80)} is no span with its places and label.`);
        return range ?? [];
      });
      const relations = listOf(fields.get('relations'))?.length ?? 0;
      if (relations > 0) report.note(line, `Its relations (${relations}) are not read.`);
      if (!unit && stated && stated.length > 0 && /[^\0-\uffff]/u.test(text))
        report.note(line, 'Its places are read as UTF-16 units, as doccano counts them; the file does not say.');
      const document = nameOf(fields.get('document'));
      const draft = {
        id: nameOf(fields.get('id')) ?? String(line),
        text,
        entities: stated ? placeSpans(text, stated, unit ?? 'utf-16', line, report) : null,
        ...(document !== undefined && { document }),
      };
      const sentence = accept(draft, line, report);
      if (sentence) yield sentence;
    }
  },
  *write(sentences, name, report, { unit = 'utf-16' }) {
    let number = 0;
    for (const { id, text, entities, document } of sentences) {
      number++;
      const place = placeIn(text, unit);
      const label = entities?.flatMap(span => {
        const [start, end] = [place(span.start), place(span.end)];
        if (start !== null && end !== null) return [[start, end, span.label]];
        report.dropSpan(
          number,
          `The span ${span.start} to ${span.end} (${span.label}) begins or ends inside a grapheme.`,
        );
        return [];
      });
      const record = { id, text, ...(label && { label }), ...(document !== undefined && { document }) };
      yield { file: `${name}.jsonl`, text: jsonLine(record) };
    }
  },
};

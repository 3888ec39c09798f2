import { tryAnyJson } from '@/lib/data/lenient-json';
import { createAligner } from '../align';
import { tryLiteral } from '../answers/python-literal';
import { type Literal, OtherLiteral, PythonDict } from '../answers/python-value';
import type { Span } from '../corpus';
import { offsetsOf } from '../text/offsets';
import { placeIn } from '../text/units';
import { accept } from './accept';
import type { Format } from './contract';
import { type Fields, listOf, nameOf, objectOf, rangeOf, textOf } from './fields';
import { placeSpans } from './places';
import { pythonDict } from './python-repr';
import { recordsOf } from './records';
import type { Report } from './report';

type Mention = readonly [mention: string, label: string];

/**
 * JSON of the paper's repository (Xie et al. 2024, arXiv 2311.08921): `sentence`, and `label` as a map from mention to label in Python's
 * notation. A mention has no place and one label. Reads also a JSON map, and a list of pairs under `entities` or `gold`. What is written
 * has `spans` besides, which other programs pass over, so that no place is lost.
 */
export const reference: Format = {
  id: 'reference',
  title: 'Self-improving NER JSON',
  summary:
    'Maps of mentions to labels, as the repository of the paper has them, with the places beside them. Holds no tokens.',
  choices: ['unit'],
  extensions: ['json', 'jsonl'],
  recognise({ records }) {
    if (records.some(record => typeof record.get('sentence') === 'string'))
      return 'Its records have a sentence with labels by mention.';
    return records.some(record => typeof record.get('text') === 'string' && mentionsOf(record)?.length)
      ? 'Its records have a text with pairs of mention and label.'
      : null;
  },
  async *read(file, report, { unit = 'code-points' }) {
    for await (const { line, fields } of recordsOf(file, report)) {
      const text = textOf(fields.get('sentence')) ?? textOf(fields.get('text'));
      if (text === undefined) {
        report.dropSentence(line, 'It has no sentence.');
        continue;
      }
      const stated = listOf(fields.get('spans'))?.flatMap(value => rangeOf(value) ?? []);
      const mentions = mentionsOf(fields);
      if (!stated && !mentions && hasLabels(fields))
        report.dropSpan(line, 'Its labels cannot be read as mentions with labels.');
      const document = nameOf(fields.get('document'));
      const draft = {
        id: nameOf(fields.get('idx')) ?? nameOf(fields.get('id')) ?? String(line),
        text,
        entities: stated
          ? placeSpans(text, stated, unit, line, report)
          : mentions
            ? placeMentions(text, mentions, line, report)
            : null,
        ...(document !== undefined && { document }),
      };
      const sentence = accept(draft, line, report);
      if (sentence) yield sentence;
    }
  },
  *write(sentences, name, report, { unit = 'code-points' }) {
    const file = `${name}.json`;
    let number = 0;
    for (const { id, text, entities, document } of sentences) {
      const { slice } = offsetsOf(text);
      const place = placeIn(text, unit);
      const labels = new Map<string, string>();
      for (const { start, end, label } of entities ?? []) {
        const mention = slice(start, end) ?? '';
        if (labels.has(mention))
          report.note(
            number + 1,
            `"${mention.slice(0, 80)}" is an entity twice; the map keeps its last label, the spans keep both.`,
          );
        labels.set(mention, label);
      }
      const record = {
        idx: /^(?:0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id,
        sentence: text,
        ...(entities && {
          label: pythonDict(labels),
          spans: entities.map(span => [place(span.start), place(span.end), span.label]),
        }),
        ...(document !== undefined && { document }),
      };
      yield { file, text: `${number++ === 0 ? '[\n' : ',\n'}${JSON.stringify(record)}` };
    }
    yield { file, text: number === 0 ? '[]\n' : '\n]\n' };
  },
};

const labelNames = ['label', 'entities', 'gold'];

const hasLabels = (fields: Fields): boolean =>
  labelNames.some(name => fields.get(name) !== undefined && fields.get(name) !== null);

/** The mentions of a record, in order; undefined where it has none that can be read. */
function mentionsOf(fields: Fields): readonly Mention[] | undefined {
  for (const name of labelNames) {
    const stated = fields.get(name);
    const pairs = typeof stated === 'string' ? pairsInText(stated) : pairsIn(stated);
    if (pairs?.every(isMention)) return pairs;
  }
  return undefined;
}

const pairsIn = (value: unknown): readonly unknown[] | undefined =>
  listOf(value) ?? (objectOf(value) && [...(objectOf(value) ?? [])]);

/** Python's notation; JSON where it is none. */
function pairsInText(text: string): readonly unknown[] | undefined {
  const literal = tryLiteral(text);
  if (literal instanceof PythonDict) return literal.pairs();
  return literal === undefined ? pairsIn(tryAnyJson(text)) : pairsIn(plainOf(literal));
}

/** Tuples as lists. */
const plainOf = (value: Literal): unknown =>
  value instanceof OtherLiteral && value.kind === 'tuple'
    ? value.items.map(plainOf)
    : Array.isArray(value)
      ? value.map(plainOf)
      : value;

const isMention = (value: unknown): value is Mention =>
  Array.isArray(value) && value.length === 2 && value.every(item => typeof item === 'string');

/** Mentions of one sentence that are looked for. */
const mostMentions = 1_000;

/** The first place of each mention that no longer mention has taken. What is not certain is noted. */
function placeMentions(text: string, mentions: readonly Mention[], line: number, report: Report): Span[] {
  const align = createAligner(text);
  const taken: Span[] = [];
  if (mentions.length > mostMentions)
    report.dropSpan(line, `It has more than ${mostMentions} mentions; the others are not read.`);
  for (const [mention, label] of mentions.slice(0, mostMentions).sort(([a], [b]) => b.length - a.length)) {
    const { kind, places } = align(mention);
    const free = places.find(({ start, end }) => taken.every(span => end <= span.start || start >= span.end));
    const place = free ?? places[0];
    if (!place) {
      report.dropSpan(line, `"${mention.slice(0, 80)}" (${label}) is not in the sentence.`);
      continue;
    }
    if (kind === 'normalised') report.note(line, `"${mention.slice(0, 80)}" is written otherwise in the sentence.`);
    else if (kind === 'ambiguous')
      report.note(
        line,
        `"${mention.slice(0, 80)}" occurs ${places.length} times; the first place that is free is taken.`,
      );
    taken.push({ start: place.start, end: place.end, label });
  }
  return taken;
}

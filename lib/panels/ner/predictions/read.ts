import { Failure } from '@/lib/core/failure';
import { createYield } from '@/lib/core/pace';
import { decode, type ReadOptions } from '@/lib/data/decode';
import { type Fields, listOf, objectOf, placeOf, rangeOf, textOf } from '../formats/fields';
import { placeSpans, type StatedSpan } from '../formats/places';
import { recordsOf } from '../formats/records';
import { createReport, type Report } from '../formats/report';

/** An entity that another system predicted. */
export interface PredictedMention {
  mention: string;
  label: string;
  /** In code points; null where the system names no place. */
  place: { start: number; end: number } | null;
}

export interface PredictedSentence {
  text: string;
  mentions: PredictedMention[];
}

/** The predictions of a file, and what of it could not be read. */
export interface ReadPredictions {
  sentences: PredictedSentence[];
  report: Report;
}

/** Characters of a mention or a label. */
const longest = 2000;

/** The lists that hold entities: spaCy's and Prodigy's `spans`, GLiNER's `entities`, spaCy's `ents` (`Doc.to_json`), LangExtract's `extractions`. */
const lists = ['spans', 'entities', 'ents', 'extractions'] as const;

/**
 * Reads another system's predictions from JSON Lines or a JSON list: a `text` and a list of entities in each record. Places count code
 * points, as Python does, unless the texts of the entities say otherwise.
 *
 * @throws Failure `data-malformed` where no record has a text and a list of entities; what {@link decode} throws
 */
export async function readPredictions(
  { name, blob }: { name: string; blob: Blob },
  options: ReadOptions = {},
): Promise<ReadPredictions> {
  const report = createReport();
  const { pieces } = await decode(blob, options);
  const rest = createYield();
  const sentences: PredictedSentence[] = [];
  for await (const { line, fields } of recordsOf({ name, pieces }, report)) {
    const text = textOf(fields.get('text'));
    const stated = lists.map(list => listOf(fields.get(list))).find(list => list !== undefined);
    if (text === undefined) report.dropSentence(line, 'It has no text.');
    else if (!stated) report.dropSentence(line, `It has no list of entities: ${lists.join(', ')}.`);
    else sentences.push({ text, mentions: mentionsOf(text, stated, line, report) });
    await rest(options.signal);
  }
  if (sentences.length > 0) return { sentences, report };
  const [first] = report.sentences.listed;
  throw new Failure(
    'data-malformed',
    `It has no record with a text and a list of entities.${first ? ` Line ${first.line}: ${first.reason}` : ''}`,
  );
}

/** Entities with a place first, then those that are only named. */
function mentionsOf(text: string, stated: readonly unknown[], line: number, report: Report): PredictedMention[] {
  const spans: StatedSpan[] = [];
  const named: PredictedMention[] = [];
  for (const value of stated) {
    const span = spanOf(value);
    const mention = span ? undefined : namedOf(value);
    if (span && span.label.length <= longest) spans.push(span);
    else if (mention && mention.mention.length <= longest && mention.label.length <= longest) named.push(mention);
    else
      report.dropSpan(line, `${JSON.stringify(value).slice(0, 80)} is no entity with a label and a text or a place.`);
  }
  const characters = [...text];
  const placed = placeSpans(text, spans, 'code-points', line, report).map(
    ({ start, end, label }): PredictedMention => ({
      ...{ label, place: { start, end } },
      mention: characters.slice(start, end).join(''),
    }),
  );
  return [...placed, ...named];
}

/** `{start, end, label}`, a triple, or LangExtract's extraction with its interval. */
function spanOf(value: unknown): StatedSpan | undefined {
  const extraction = extractionOf(objectOf(value));
  const interval = extraction?.interval;
  const [start, end] = [placeOf(interval?.get('start_pos')), placeOf(interval?.get('end_pos'))];
  // What the extraction says may differ from the text in case and spaces: its place counts.
  if (extraction && start !== undefined && end !== undefined) return { start, end, label: extraction.label };
  return rangeOf(value);
}

function namedOf(value: unknown): PredictedMention | undefined {
  const fields = objectOf(value);
  const extraction = extractionOf(fields);
  const mention = extraction?.mention ?? textOf(fields?.get('text'));
  const label = extraction?.label ?? textOf(fields?.get('label'));
  return mention === undefined || label === undefined ? undefined : { mention, label, place: null };
}

function extractionOf(fields: Fields | undefined) {
  const [mention, label] = [textOf(fields?.get('extraction_text')), textOf(fields?.get('extraction_class'))];
  if (mention === undefined || label === undefined) return undefined;
  return { mention, label, interval: objectOf(fields?.get('char_interval')) };
}

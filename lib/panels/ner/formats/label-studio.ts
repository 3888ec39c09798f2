import { offsetsOf } from '../text/offsets';
import { placeIn } from '../text/units';
import { accept } from './accept';
import type { Format } from './contract';
import { type Fields, listOf, nameOf, objectOf, placeOf, textOf } from './fields';
import { placeSpans, type StatedSpan } from './places';
import { recordsOf } from './records';
import type { Report } from './report';

/** The lists of annotations of a task, by the names of all versions. */
const annotationNames = ['annotations', 'completions'];

/**
 * JSON of Label Studio: a list of tasks, each with its data and a list of annotations (https://labelstud.io/guide/export), or JSON-MIN.
 * Older versions count UTF-16 units, newer ones code points, and text fields of browsers count CR LF as one (HumanSignal/label-studio#539,
 * #1347, #1559). Every span states the text that it covers, which decides.
 */
export const labelStudio: Format = {
  id: 'label-studio',
  title: 'Label Studio JSON',
  summary: 'Holds texts and overlapping spans with the text that they cover, and no tokens.',
  choices: ['unit'],
  holdsScores: true,
  extensions: ['json'],
  recognise({ records }) {
    if (records.some(record => objectOf(record.get('data')) && annotationNames.some(name => record.has(name))))
      return 'Its tasks have data and annotations.';
    return records.some(record => record.has('annotation_id') || listOf(record.get('label'))?.some(hasLabels))
      ? 'Its tasks have labels with the text that they cover (JSON-MIN).'
      : null;
  },
  async *read(file, report, { unit = 'code-points' }) {
    for await (const { line, fields } of recordsOf(file, report)) {
      const data = objectOf(fields.get('data')) ?? fields;
      const text = textOf(data.get('text')) ?? onlyText(data);
      if (text === undefined) {
        report.dropSentence(line, 'Its data holds no text, or several of which none is named "text".');
        continue;
      }
      const results = resultsOf(fields, line, report);
      const stated = results?.flatMap(result => spansIn(result, line, report));
      const document = nameOf(data.get('document'));
      const draft = {
        id: nameOf(data.get('id')) ?? nameOf(fields.get('id')) ?? String(line),
        text,
        entities: stated ? placeSpans(text, stated, unit, line, report) : null,
        ...(document !== undefined && { document }),
      };
      const sentence = accept(draft, line, report);
      if (sentence) yield sentence;
    }
  },
  *write(sentences, name, _report, { unit = 'code-points' }) {
    const file = `${name}.json`;
    let number = 0;
    for (const { id, text, entities, document } of sentences) {
      const place = placeIn(text, unit);
      const { slice } = offsetsOf(text);
      const result = entities?.map(({ start, end, label, score }, index) => ({
        id: `${number}-${index}`,
        from_name: 'label',
        to_name: 'text',
        type: 'labels',
        ...(score !== undefined && { score }),
        value: { start: place(start), end: place(end), text: slice(start, end), labels: [label] },
      }));
      const data = { text, id, ...(document !== undefined && { document }) };
      yield {
        file,
        text: `${number++ === 0 ? '[\n' : ',\n'}${JSON.stringify({ data, annotations: result ? [{ result }] : [] })}`,
      };
    }
    yield { file, text: number === 0 ? '[]\n' : '\n]\n' };
  },
};

const hasLabels = (value: unknown): boolean => listOf(objectOf(value)?.get('labels')) !== undefined;

/** The text of a task whose labelling configuration calls it otherwise. */
function onlyText(data: Fields): string | undefined {
  const texts = [...data.values()].filter(value => typeof value === 'string' && /\s/.test(value));
  return texts.length === 1 ? textOf(texts[0]) : undefined;
}

/** The results of the first annotation that was not cancelled; undefined where the task has none. */
function resultsOf(task: Fields, line: number, report: Report): readonly unknown[] | undefined {
  if (!objectOf(task.get('data'))) return listOf(task.get('label'));
  const all = annotationNames.flatMap(name => listOf(task.get(name)) ?? []).flatMap(value => objectOf(value) ?? []);
  const given = all.filter(annotation => annotation.get('was_cancelled') !== true);
  if (given.length > 1) report.note(line, `It has ${given.length} annotations; the first is read.`);
  return given[0] && (listOf(given[0].get('result')) ?? []);
}

/** One span for each label of a result; JSON-MIN has the value without what is around it. */
function spansIn(result: unknown, line: number, report: Report): StatedSpan[] {
  const object = objectOf(result);
  const value = objectOf(object?.get('value')) ?? object;
  const labels = listOf(value?.get('labels')) ?? listOf(value?.get('hypertextlabels'));
  const [start, end] = [placeOf(value?.get('start')), placeOf(value?.get('end'))];
  if (!labels || start === undefined || end === undefined) {
    const type = nameOf(object?.get('type')) ?? 'value';
    report.dropSpan(line, `A result of type "${type.slice(0, 40)}" is no span of a text.`);
    return [];
  }
  const covered = textOf(value?.get('text'));
  return labels.flatMap(label => (typeof label === 'string' ? [{ start, end, label, covered }] : []));
}

import { dataLimits } from '@/lib/data/limits';
import { linesOf } from '@/lib/data/lines';
import type { Sentence, Span } from '../corpus';
import { codePointLength, offsetsOf } from '../text/offsets';
import { lineSegments } from '../text/segment';
import { placeIn, type Unit } from '../text/units';
import { accept } from './accept';
import type { CorpusFile, Format } from './contract';
import { placeSpans, type StatedSpan } from './places';
import { onOneLine } from './plain';
import type { Report } from './report';

/**
 * brat standoff (https://brat.nlplab.org/standoff.html): a text, and beside it a file of annotations whose places count code points of the
 * whole text. Only text-bound annotations are entities; one of several parts is no span.
 */
export const brat: Format = {
  id: 'brat',
  title: 'brat standoff',
  summary:
    'A text file of one sentence a line, and a file of places in it: overlapping entities, no tokens. White space in labels becomes underscores.',
  choices: ['unit'],
  extensions: ['txt', 'ann'],
  recognise: ({ hasAnnotations }) => (hasAnnotations ? 'It has a file of annotations (.ann) beside it.' : null),
  async *read(file, report, { unit = 'code-points' }) {
    const pieces: string[] = [];
    for await (const piece of file.pieces()) pieces.push(piece);
    const text = pieces.join('');
    const document = file.name.replace(/\.\w+$/, '');
    const stated = file.annotations && (await readAnnotations(file.annotations, report));
    yield* sentencesOf(text, document, stated && placeSpans(text, stated, unit, 1, report), report);
  },
  *write(sentences, name, report, { unit = 'code-points' }) {
    const written = new Map<string, Written>();
    let number = 0;
    for (const sentence of sentences) {
      number++;
      const document = sentence.document === undefined ? name : fileName(sentence.document);
      const state = written.get(document) ?? { at: 0, entities: 0, isAnnotated: null };
      written.set(document, state);
      const text = onOneLine(sentence.text);
      if (text !== sentence.text) report.note(number, 'Its line breaks are written as spaces.');
      yield { file: `${document}.txt`, text: `${text}\n` };
      if (sentence.entities)
        yield { file: `${document}.ann`, text: annotationsOf(sentence, text, unit, number, state, report) };
      const isAnnotated = sentence.entities !== null;
      if (state.isAnnotated === !isAnnotated)
        report.note(
          number,
          'Only some sentences of its document are annotated; the others are read as without entities.',
        );
      state.isAnnotated = isAnnotated;
      state.at += (unit === 'utf-16' ? text.length : codePointLength(text)) + 1;
    }
  },
};

/** What is written of a document. */
interface Written {
  /** Its length so far, in the unit of places. */
  at: number;
  entities: number;
  /** Whether its last sentence is annotated; null before the first. */
  isAnnotated: boolean | null;
}

/** A document's name as a file name. */
const fileName = (document: string): string => document.replace(/[\\/:*?"<>|\s]+/g, '_') || 'document';

interface Annotated extends StatedSpan {
  line: number;
}

async function readAnnotations(file: CorpusFile, report: Report): Promise<Annotated[]> {
  const found: Annotated[] = [];
  for await (const lines of linesOf(file.pieces(), 2 * dataLimits.field + 1_000))
    for (const { line, text } of lines) {
      // Relations, events, attributes and notes are about entities, and are none themselves.
      if (text === null || (text !== '' && !/^[TREAMN#*]/.test(text)))
        report.dropSpan(line, 'It is no annotation of brat.');
      if (!text?.startsWith('T')) continue;
      const [, label, places = '', covered] = /^T\d+\t(\S+) ([\d; ]+)(?:\t([^]*))?$/.exec(text) ?? [];
      const [start, end] = places.split(' ').map(Number);
      if (label === undefined || start === undefined || end === undefined)
        report.dropSpan(line, 'It is no entity of brat.');
      else if (places.includes(';'))
        report.dropSpan(line, `The entity (${label.slice(0, 40)}) has several parts, and a span has one.`);
      else found.push({ line, start, end, label, covered });
    }
  return found;
}

/** A sentence for each line, with the spans that stand in it. */
function* sentencesOf(
  text: string,
  document: string,
  spans: readonly (Span & { line: number })[] | undefined,
  report: Report,
): Generator<Sentence, void, void> {
  const sorted = [...(spans ?? [])].sort((a, b) => a.start - b.start);
  let next = 0;
  for (const [index, segment] of lineSegments(text).entries()) {
    const entities: Span[] = [];
    for (let span = sorted[next]; span && span.start < segment.end; span = sorted[++next]) {
      if (span.start < segment.start || span.end > segment.end)
        report.dropSpan(span.line, `The entity (${span.label}) does not stand in one line of the text.`);
      else entities.push({ start: span.start - segment.start, end: span.end - segment.start, label: span.label });
    }
    const id = `${document} ${index + 1}`;
    const sentence = accept({ id, text: segment.text, entities: spans ? entities : null, document }, index + 1, report);
    if (sentence) yield sentence;
  }
  for (const span of sorted.slice(next))
    report.dropSpan(span.line, `The entity (${span.label}) stands in no line of the text.`);
}

function annotationsOf(
  { entities }: Sentence,
  text: string,
  unit: Unit,
  number: number,
  state: Written,
  report: Report,
): string {
  const { slice } = offsetsOf(text);
  const place = placeIn(text, unit);
  return (entities ?? [])
    .map(({ start, end, label }) => {
      const name = label.replace(/\s+/g, '_');
      if (name === '') {
        report.dropSpan(number, 'brat has no entity without a label.');
        return '';
      }
      if (name !== label)
        report.note(number, `The label "${label.slice(0, 40)}" is written as "${name.slice(0, 40)}".`);
      return `T${++state.entities}\t${name} ${state.at + (place(start) ?? start)} ${state.at + (place(end) ?? end)}\t${slice(start, end)}\n`;
    })
    .join('');
}

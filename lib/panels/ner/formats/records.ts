import { jsonFormOf } from '@/lib/data/json-form';
import { elementReader } from '@/lib/data/json-list';
import { parseLenient, tryAnyJson } from '@/lib/data/lenient-json';
import { dataLimits } from '@/lib/data/limits';
import { splitLines } from '@/lib/data/lines';
import type { Reader } from '@/lib/data/rows';
import { beyondLimits } from '@/lib/experiment/limits';
import type { CorpusFile } from './contract';
import { type Fields, fieldsOf } from './fields';
import type { Report } from './report';

/** Characters of one record: a long text with thousands of spans, each an object of many names. */
export const longestRecord = 8_000_000;

const limits = { depth: 16, values: 1_000_000, text: longestRecord };

interface Sink {
  addText(line: number, text: string): void;
  leaveOut(line: number, reason: string): void;
  stop(line: number, reason: string): void;
}

/**
 * The records of JSON Lines, of a JSON array, or of objects one behind the other, with their lines. Lines and elements are read one by
 * one, so that memory holds no more than those of one piece. A record that cannot be read is reported as a sentence that is left out.
 */
export async function* recordsOf(
  file: CorpusFile,
  report: Report,
): AsyncGenerator<{ line: number; fields: Fields }, void, void> {
  /** Records and faults in the order of the file. */
  let found: { line: number; fields: Fields | string }[] = [];
  const fault = (line: number, reason: string): unknown => found.push({ line, fields: reason });
  const sink: Sink = {
    addText(line, text) {
      if (text.trim() === '') return;
      const value = tryAnyJson(text);
      const beyond = value === undefined ? 'It is not valid JSON.' : beyondLimits(value, limits);
      found.push({ line, fields: beyond ?? fieldsOf(value) ?? 'It is not a JSON object with named values.' });
    },
    leaveOut: fault,
    stop: fault,
  };
  /** What came before the form was known. */
  let start = '';
  let reader: Reader | undefined;
  function* take() {
    const records = found;
    found = [];
    for (const { line, fields } of records) {
      if (typeof fields === 'string') report.dropSentence(line, fields);
      else yield { line, fields };
    }
  }

  for await (const piece of file.pieces()) {
    if (reader) reader.push(piece);
    else {
      start += piece;
      if (start.length < dataLimits.piece / 4 || start.trim() === '') continue;
      reader = readerOf(start, sink);
      reader.push(start);
    }
    yield* take();
  }
  if (!reader) {
    reader = readerOf(start, sink);
    reader.push(start);
  }
  await reader.end();
  yield* take();
}

function readerOf(start: string, sink: Sink): Reader {
  const form = jsonFormOf(start);
  if (form === 'list') return elementReader(sink, longestRecord);
  if (form === 'document') return valuesReader(sink);
  return splitLines(longestRecord, (line, text) => {
    if (text === null) sink.leaveOut(line, 'It is too long.');
    else sink.addText(line, text);
  });
}

/** Reads objects that may each take several lines. Holds the whole text, because nothing but their brackets ends them. */
function valuesReader(sink: Sink): Reader {
  const pieces: string[] = [];
  return {
    push: text => pieces.push(text),
    end() {
      const text = pieces.join('');
      let [at, line] = [0, 1];
      function moveTo(place: number): void {
        line += (text.slice(at, place).match(/\r\n|\n|\r/g) ?? []).length;
        at = place;
      }
      const behindSpace = (from: number): number => {
        let place = from;
        while (place < text.length && /[\s,]/.test(text[place] ?? '')) place++;
        return place;
      };
      for (moveTo(behindSpace(0)); at < text.length; moveTo(behindSpace(at))) {
        const value = parseLenient(text, at);
        if (!value) return sink.stop(line, 'The JSON that begins here cannot be read; nothing was read from here on.');
        sink.addText(line, text.slice(at, value.end));
        moveTo(value.end);
      }
    },
  };
}

/** One record as a line of JSON Lines. */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`;

import { Failure } from '@/lib/core/failure';
import { tryParseJson } from '@/lib/core/json';
import { lineSplitter } from './lines';
import { plainWords } from './redact';
import { isFields } from './server-error';

/** One JSON value of a reply, or the mark `[DONE]`. `isEvent`: it came in an event stream, which may hold events of other kinds. */
export type Frame = 'done' | { body: unknown; isEvent: boolean };

/**
 * The JSON values of a reply, as the bytes come in; those of one chunk together. The reply is read as what it is, whatever its header says:
 * server-sent events (WHATWG HTML, section 9.2.6), one JSON value, or one JSON value a line. Events may also be parted by a single line
 * end; an error may be a field or an event of its own, and becomes `{ error }`. Comments, empty data and data that is no JSON keep a
 * connection alive and are passed over. A value that is not whole at the end of the bytes is left out.
 *
 * @throws Failure `endpoint-address` for a web page, `endpoint-protocol` for a reply in another form or over the limits; without the key
 */
export async function* frames(
  chunks: AsyncIterable<Uint8Array>,
  key: string | undefined,
): AsyncGenerator<Frame[], void, void> {
  const split = lineSplitter();
  let found: Frame[] = [];
  const put = (frame: Frame) => void found.push(frame);
  let reader: LineReader | undefined;
  const read = (line: string): void => {
    if (!reader && line.trim() === '') return;
    reader ??= readerFor(line, put, key);
    reader.read(line);
  };
  for await (const chunk of chunks) {
    split(chunk, read);
    if (found.length > 0) yield found;
    found = [];
  }
  split(undefined, read);
  reader?.end();
  if (found.length > 0) yield found;
}

interface LineReader {
  read(line: string): void;
  end(): void;
}

/** The first line tells the form of the whole. */
function readerFor(line: string, put: (frame: Frame) => void, key: string | undefined): LineReader {
  if (/^\s*[{[]/.test(line)) return jsonReader(put);
  if (/^(?:(?:data|event|id|retry|error)\s*:|:)/.test(line)) return eventReader(put);
  if (/^\s*</.test(line)) throw new Failure('endpoint-address', 'It answered with a web page.');
  throw new Failure('endpoint-protocol', `It answered in plain text: ${plainWords(line, key)}`);
}

const isDone = (text: string): boolean => text.trim() === '[DONE]';

function eventReader(put: (frame: Frame) => void): LineReader {
  let name = '';
  let pending = '';
  const putBody = (body: unknown) =>
    put({ body: name === 'error' && !(isFields(body) && 'error' in body) ? { error: body } : body, isEvent: true });

  function data(value: string): void {
    if (isDone(value)) return put('done');
    pending = pending === '' || !looksLikeJson(pending) ? value : `${pending}\n${value}`;
    // The value counts as soon as it is whole: some servers leave the empty line after it out.
    if (!/[}\]]\s*$/.test(value)) return;
    const body = tryParseJson(pending);
    if (body === undefined) return;
    pending = '';
    putBody(body);
  }

  function endEvent(): void {
    if (looksLikeJson(pending)) throw new Failure('endpoint-protocol', 'The answer is not JSON.');
    if (pending.trim() !== '' && name === 'error') putBody(pending);
    pending = '';
    name = '';
  }

  return {
    read(line) {
      if (line === '') return endEvent();
      // JSON among the events, without the name of a field.
      if (line.startsWith('{')) return data(line);
      const colon = line.indexOf(':');
      const value = line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
      switch (colon < 0 ? '' : line.slice(0, colon).trimEnd()) {
        case 'data':
          return data(value);
        case 'event':
          name = value.trim();
          return;
        case 'error':
          return put({ body: { error: tryParseJson(value) ?? value }, isEvent: true });
      }
    },
    end() {
      // The last event counts without the empty line after it; half a value does not.
      if (!looksLikeJson(pending)) endEvent();
    },
  };
}

const looksLikeJson = (text: string): boolean => /^\s*[{[]/.test(text);

function jsonReader(put: (frame: Frame) => void): LineReader {
  const lines: string[] = [];
  const take = (): void => {
    const body = tryParseJson(lines.join('\n'));
    if (body === undefined) return;
    lines.length = 0;
    put({ body, isEvent: false });
  };
  return {
    read(line) {
      if (isDone(line)) return put('done');
      if (line.trim() === '') return;
      lines.push(line);
      // A value on one line, or the last line of one that is laid out over several.
      if (/[}\]]\s*$/.test(line) && (lines.length === 1 || /^[}\]]/.test(line))) take();
    },
    end: take,
  };
}

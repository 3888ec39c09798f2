import { Failure } from '@/lib/core/failure';
import { jsonRows } from './json-row';
import { type Lenient, lenientSteps, type Starts, stride } from './lenient-json';
import { dataLimits, thousands } from './limits';
import { evidenceNames, plainName } from './names';
import type { Reader, RowSink } from './rows';

/** Objects inside objects are looked through so far for a list. */
const deepest = 4;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of objects inside a document, and the names on the way to it. */
interface Found {
  path: string;
  list: unknown[];
}

export interface DocumentReader extends Reader {
  /** The names on the way to the list that holds the rows (`data`, `result.items`); null where the rows stand at the top. Known after `end`. */
  readonly path: string | null;
}

/**
 * Reads JSON that is no list and has no object on each line: one object that holds the rows somewhere, columns as objects or lists (pandas), or objects one
 * after the other over many lines. Holds the whole text, because what it is shows only at its end, and reads it there in small steps.
 *
 * @param pause is awaited after every step
 * @throws Failure `data-too-large` (`end`) beyond {@link dataLimits.members}; what `pause` throws
 */
export function jsonDocumentReader(sink: RowSink, pause: () => Promise<void>): DocumentReader {
  const pieces: string[] = [];
  let path: string | null = null;

  async function end(): Promise<void> {
    const text = pieces.join('');
    const lineAt = lineCounter(text);
    const rows = jsonRows(sink);
    /** The first value, as long as it is the only one: then it may be a document that holds the rows. */
    let only: { value: unknown; start: number; starts: Starts } | undefined;
    let count = 0;
    const add = (value: unknown, start: number) => rows.add(lineAt(start), value);
    for (let at = skip(text, 0); at < text.length && !sink.isFull;) {
      const starts: Starts = new Map();
      const found = await readInSteps(lenientSteps(text, at, starts, dataLimits.row));
      if (found) {
        if (count++ === 0) only = { value: found.value, start: at, starts };
        else {
          if (only) add(only.value, only.start);
          only = undefined;
          add(found.value, at);
        }
      } else sink.leaveOut(lineAt(at), 'The JSON that begins here cannot be read.');
      at = found ? skip(text, found.end) : nextObject(text, at);
      await pause();
    }
    if (only && isObject(only.value)) await addDocument(only.value, only.start, only.starts);
    else if (only) add(only.value, only.start);

    async function readInSteps(reading: ReturnType<typeof lenientSteps>): Promise<Lenient | undefined> {
      let step = reading.next();
      for (let steps = 1; !step.done; steps++) {
        if (steps * stride.members > dataLimits.members) throw tooManyMembers();
        await pause();
        step = reading.next();
      }
      return step.value;
    }

    async function addDocument(document: Record<string, unknown>, start: number, starts: Starts): Promise<void> {
      const startOf = (value: unknown): number =>
        (typeof value === 'object' && value !== null ? starts.get(value) : undefined) ?? start;
      const [largest, ...others] = listsIn(document).sort((a, b) => b.list.length - a.list.length);
      const columns = largest ? undefined : recordsOf(document);
      if (largest) path = largest.path;
      // In the order of the text, in which lines are counted.
      for (const { path: other, list } of others.sort((a, b) => startOf(a.list) - startOf(b.list))) {
        sink.leaveOut(
          lineAt(startOf(list)),
          `The list "${other}" of ${thousands(list.length)} is not read: "${largest?.path}" is the longest.`,
        );
        await pause();
      }
      for (const row of largest?.list ?? columns ?? [document]) {
        if (sink.isFull) break;
        rows.add(lineAt(startOf(row)), row);
        await pause();
      }
    }
  }

  return {
    push: text => pieces.push(text),
    end,
    get path() {
      return path;
    },
  };
}

const tooManyMembers = () =>
  new Failure(
    'data-too-large',
    `It is one JSON document of more than ${thousands(dataLimits.members)} values: save it as JSON Lines, one record a line.`,
  );

const BETWEEN = /[\s,]*/y;

/** Behind the spaces and commas between values. */
function skip(text: string, from: number): number {
  BETWEEN.lastIndex = from;
  BETWEEN.exec(text);
  return BETWEEN.lastIndex;
}

/** The next object that begins a line; the end where there is none. */
function nextObject(text: string, from: number): number {
  const next = /[\n\r]\{/g;
  next.lastIndex = from;
  const found = next.exec(text);
  return found ? found.index + 1 : text.length;
}

/** Tells the line of a place, from 1; places must come in order, or it counts anew. */
function lineCounter(text: string): (place: number) => number {
  let line = 1;
  let at = 0;
  return place => {
    if (place < at) [line, at] = [1, 0];
    for (; at < place; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) line++;
    }
    return line;
  };
}

/** Names of values that belong to one record, whatever they hold: `evidence`, and documents by their numbers. */
const isOfRecord = (name: string): boolean => /^\d+$/.test(name) || evidenceNames.includes(plainName(name));

/** All lists of objects, and of lists with names for them (`columns` beside `data`), in a document. */
function listsIn(value: Record<string, unknown>, path = '', depth = 1): Found[] {
  if (depth > deepest) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    if (isOfRecord(name)) return [];
    const here = path === '' ? name : `${path}.${name}`;
    if (isObject(item)) return listsIn(item, here, depth + 1);
    if (!Array.isArray(item) || item.length === 0) return [];
    if (item.every(isObject)) return [{ path: here, list: item }];
    const columns = value['columns'];
    const isSplit = name === 'data' && Array.isArray(columns) && item.every(Array.isArray);
    return isSplit ? [{ path: here, list: [columns, ...item] }] : [];
  });
}

/** The rows of columns: `{"a": {"0": 1}}` or `{"a": [1]}`, and of rows by their names: `{"0": {"a": 1}}`; undefined of anything else. */
function recordsOf(document: Record<string, unknown>): Iterable<Record<string, unknown>> | undefined {
  const values = Object.values(document);
  if (values.length < 2 && !values.every(isObject)) return undefined;
  if (values.every(Array.isArray)) {
    const [length = 0] = values.map(list => list.length);
    const isTable = length > 0 && values.every(list => list.length === length && list.every(cell => !isObject(cell)));
    return isTable ? turned(document, [...Array(length).keys()].map(String)) : undefined;
  }
  if (!values.every(isObject)) return undefined;
  const keys = Object.keys(values[0] ?? {});
  const isSame = values.every(
    value => Object.keys(value).length === keys.length && keys.every(key => Object.hasOwn(value, key)),
  );
  if (!isSame || keys.length === 0) return undefined;
  const areNumbers = (names: readonly string[]): boolean => names.every(name => /^\d+$/.test(name));
  if (areNumbers(Object.keys(document))) return values;
  return areNumbers(keys) || keys.length > values.length ? turned(document, keys) : undefined;
}

/** One record for each key of the columns. */
function* turned(columns: Record<string, unknown>, keys: readonly string[]): Generator<Record<string, unknown>> {
  for (const key of keys)
    yield Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, (column as Record<string, unknown>)[key]]),
    );
}

import { jsonRows } from './json-row';
import { parseLenient } from './lenient-json';
import { thousands } from './limits';
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
 * after the other over many lines. Holds the whole text, because what it is shows only at its end.
 */
export function jsonDocumentReader(sink: RowSink): DocumentReader {
  const pieces: string[] = [];
  let path: string | null = null;

  function end(): void {
    const text = pieces.join('');
    const starts = new WeakMap<object, number>();
    const lineAt = lineCounter(text);
    const rows = jsonRows(sink);
    const values: { value: unknown; start: number }[] = [];
    for (let at = skip(text, 0); at < text.length;) {
      const found = parseLenient(text, at, starts);
      if (found) values.push({ value: found.value, start: at });
      else {
        sink.leaveOut(lineAt(at), 'The JSON that begins here cannot be read.');
      }
      at = found ? skip(text, found.end) : nextObject(text, at);
    }
    const [only] = values;
    if (values.length === 1 && only && isObject(only.value)) return addDocument(only.value, only.start);
    for (const { value, start } of values) rows.add(lineAt(start), value);

    function addDocument(document: Record<string, unknown>, start: number): void {
      const lineOf = (value: unknown): number =>
        lineAt((typeof value === 'object' && value !== null ? starts.get(value) : undefined) ?? start);
      const [largest, ...others] = listsIn(document).sort((a, b) => b.list.length - a.list.length);
      const columns = largest ? undefined : recordsOf(document);
      if (largest) path = largest.path;
      for (const { path: other, list } of others)
        sink.leaveOut(
          lineOf(list),
          `The list "${other}" of ${thousands(list.length)} is not read: "${largest?.path}" is the longest.`,
        );
      for (const row of largest?.list ?? columns ?? [document]) rows.add(lineOf(row), row);
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

/** Spaces and commas between values. */
function skip(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s,]/.test(text[at] ?? '')) at++;
  return at;
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
function recordsOf(document: Record<string, unknown>): Record<string, unknown>[] | undefined {
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
const turned = (columns: Record<string, unknown>, keys: readonly string[]): Record<string, unknown>[] =>
  keys.map(key =>
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, (column as Record<string, unknown>)[key]]),
    ),
  );

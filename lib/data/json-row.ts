import { beyondLimits } from '@/lib/experiment/limits';
import { tryAnyJson } from './lenient-json';
import { dataLimits, thousands } from './limits';
import type { RowSink } from './rows';

const limits = { depth: 16, values: 20_000, text: dataLimits.row };

type JsonRow = { fields: Record<string, string>; reason?: never } | { reason: string; fields?: never };

/** Names under which tools keep a row inside another: the server of Hugging Face's data sets, promptfoo, exports of databases. */
const wrappers = ['row', 'vars', 'record', 'fields', 'example', 'item'] as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes the records of a file, one after the other: objects, or lists of which the first names the columns. */
export function jsonRows(sink: RowSink) {
  let names: string[] | undefined;
  let count = 0;

  /** Adds a value as a row, or says why it is none. Never throws. */
  function add(line: number, value: unknown): void {
    count++;
    if (Array.isArray(value) && (count === 1 || names)) return addCells(line, value);
    const { fields, reason } = rowOf(value);
    if (fields) sink.add(line, fields);
    else sink.leaveOut(line, reason);
  }

  function addCells(line: number, cells: readonly unknown[]): void {
    if (!names) {
      const isHeader = cells.length > 0 && cells.every(cell => typeof cell === 'string' && cell.trim() !== '');
      if (isHeader && new Set(cells).size === cells.length) names = cells.map(String);
      else sink.leaveOut(line, 'It is not a JSON object with named values.');
    } else if (cells.length === names.length) {
      add(line, Object.fromEntries(names.map((name, index) => [name, cells[index]])));
    } else sink.leaveOut(line, `It has ${cells.length} values; the first list names ${names.length} columns.`);
  }

  return {
    add,
    /** The same for its text. */
    addText(line: number, text: string): void {
      const value = tryAnyJson(text);
      if (value === undefined) sink.leaveOut(line, 'It is not valid JSON.');
      else add(line, value);
    },
  };
}

/** The fields of a JSON object, or the reason why it has none, as a sentence. */
function rowOf(value: unknown): JsonRow {
  if (!isObject(value)) return { reason: 'It is not a JSON object with named values.' };
  const beyond = beyondLimits(value as never, limits);
  if (beyond) return { reason: beyond };
  const cut = value['truncated_cells'];
  if (Array.isArray(cut) && cut.length > 0)
    return { reason: `The server has cut off its values "${cut.join('", "')}".` };
  const entries = Object.entries(unwrapped(value));
  if (entries.length > dataLimits.columns)
    return { reason: `It has ${thousands(entries.length)} values; at most ${dataLimits.columns} are read.` };
  return { fields: Object.fromEntries(entries.map(([name, item]) => [name, asText(item)])) };
}

/** A row that stands inside a row, with what stands beside it. */
function unwrapped(value: Record<string, unknown>): Record<string, unknown> {
  const wrapper = wrappers.find(name => Object.hasOwn(value, name) && isObject(value[name]));
  if (wrapper === undefined) return value;
  const { [wrapper]: inner, ...outer } = value;
  return { ...outer, ...(inner as Record<string, unknown>) };
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

export const tooLong = (longest: number): string => `It is longer than ${thousands(longest)} characters.`;
export const tooLongRow = tooLong(dataLimits.row);

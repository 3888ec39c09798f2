import { tryParseJson } from '@/lib/core/json';
import { beyondLimits } from '@/lib/experiment/limits';
import { dataLimits, thousands } from './limits';

const limits = { depth: 16, values: 20_000, text: dataLimits.row };

export type JsonRow = { fields: Record<string, string>; reason?: never } | { reason: string; fields?: never };

/** Reads one JSON object as the fields of a row, or returns the reason why it is not one, as a sentence. Never throws. */
export function readJsonRow(text: string): JsonRow {
  const value = tryParseJson(text);
  if (value === undefined) return { reason: 'It is not valid JSON.' };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: 'It is not a JSON object with named values.' };
  const beyond = beyondLimits(value, limits);
  if (beyond) return { reason: beyond };
  const entries = Object.entries(value);
  if (entries.length > dataLimits.columns)
    return { reason: `It has ${thousands(entries.length)} values; at most ${dataLimits.columns} are read.` };
  return { fields: Object.fromEntries(entries.map(([name, item]) => [name, asText(item)])) };
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}

export const tooLongRow = `It is longer than ${thousands(dataLimits.row)} characters.`;

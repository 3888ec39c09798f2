import { parseLenient, tryAnyJson } from '@/lib/data/lenient-json';
import { type Fields, fieldsOf } from './fields';

/** The start of a file, by which its format is recognised. */
export interface Head {
  /** In lower case. */
  name: string;
  text: string;
  /** Whole lines; the last is left out where the text was cut. */
  lines: readonly string[];
  /** The first records of JSON Lines, of a JSON array, or of JSON objects one behind the other; none where the text is no JSON. */
  records: readonly Fields[];
  hasAnnotations: boolean;
}

/** Records that are looked at. */
const sampled = 20;

/** @param isWhole whether the text is the whole file */
export function headOf(name: string, text: string, isWhole: boolean, hasAnnotations = false): Head {
  const lines = text.split(/\r\n|\n|\r/);
  if (!isWhole && lines.length > 1) lines.pop();
  return { name: name.toLowerCase(), text, lines, records: recordsIn(text, lines), hasAnnotations };
}

function recordsIn(text: string, lines: readonly string[]): Fields[] {
  const start = text.search(/\S/);
  if (start < 0 || !/[[{]/.test(text[start] ?? '')) return [];
  const first = lines.filter(line => line.trim() !== '').slice(0, sampled);
  const byLine = first.flatMap(line => recordsOfValue(tryAnyJson(line)));
  if (byLine.length > 0) return byLine.slice(0, sampled);
  // An array that is cut off, or records over several lines: skip the bracket and read value by value.
  const values: Fields[] = [];
  let at = text[start] === '[' ? start + 1 : start;
  while (values.length < sampled) {
    const found = parseLenient(text, at);
    if (!found) break;
    values.push(...recordsOfValue(found.value));
    at = found.end + (/^[\s,]*/.exec(text.slice(found.end, found.end + 1_000))?.[0].length ?? 0);
  }
  return values;
}

/** A record, a list of records, or spaCy's pair of a text and an object. */
function recordsOfValue(value: unknown): Fields[] {
  const fields = fieldsOf(value);
  if (fields) return [fields];
  return Array.isArray(value) ? value.flatMap(item => fieldsOf(item) ?? []) : [];
}

import { tryLenient } from './lenient-json';

/**
 * How the JSON that begins so is laid out: `lines` of one record each, one `list` of records, or a `document` (one object that holds the records, or
 * objects over many lines). HaluEval's `.json` files are lines, so a file's name tells nothing.
 */
export function jsonFormOf(head: string): 'lines' | 'list' | 'document' {
  const [first = '', ...others] = head
    .trimStart()
    .split(/\r\n|\n|\r/)
    .filter(line => line.trim() !== '');
  const isWhole = tryLenient(first) !== undefined;
  if (first.startsWith('[')) {
    const isOfRecords = /^\[\s*(?:[{[]|$)/.test(first);
    return isWhole && !isOfRecords && others[0]?.trimStart().startsWith('[') ? 'lines' : 'list';
  }
  if (isWhole) return others.length === 0 ? 'document' : 'lines';
  // A first line that is broken, and others that are not.
  return others.slice(0, 20).some(line => line.startsWith('{') && tryLenient(line) !== undefined)
    ? 'lines'
    : 'document';
}

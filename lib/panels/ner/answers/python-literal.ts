import { readNumber } from './python-number';
import { readString } from './python-string';
import type { Literal } from './python-value';
import { hashOf, OtherLiteral, PythonDict, Unreadable } from './python-value';

/** Python refuses deeper brackets ("too many nested parentheses"). */
const deepest = 200;

/** Between tokens: blanks, line ends inside brackets, comments. U+00A0 and the like are not blanks in Python. */
const BLANKS = /[ \t\f\n]*/y;
/** A comment, or a backslash that joins two lines. */
const SKIPPED = /#[^\n]*|\\\n/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const PREFIX = /(?:[uU]|[rR][bB]?|[bB][rR]?)?(?=["'])/y;
const NOT_ASCII = /[^\p{ASCII}]/u;
const constants: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/**
 * The value of a Python literal, as `ast.literal_eval` reads it: strings with prefixes, adjacent strings, numbers with a sign, `True`,
 * `False`, `None`, lists, tuples, dicts and sets. Nothing is ever executed. Named characters (`\N{...}`) are refused. Takes linear time.
 *
 * @throws Unreadable for any other text
 */
export function readLiteral(source: string): Literal {
  // Python reads source text with all line ends as \n, and none with a null character.
  const text = source.replaceAll(/\r\n?/g, '\n');
  if (text.includes('\0')) throw new Unreadable('The text holds a null character.');
  let at = 0;

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }
  const peek = (): string => {
    do match(BLANKS);
    while (match(SKIPPED) !== undefined);
    return text[at] ?? '';
  };
  const fail = (why: string): never => {
    const behind = text.slice(at, at + 30);
    throw new Unreadable(behind === '' ? `${why} at the end.` : `${why}, before ${JSON.stringify(behind)}.`);
  };

  /** Strings that stand side by side are one string. */
  function readStrings(): Literal {
    let joined: string | undefined;
    let bytes: boolean | undefined;
    for (;;) {
      peek();
      const prefix = match(PREFIX)?.toLowerCase();
      if (prefix === undefined) break;
      const isBytes = prefix.includes('b');
      if (bytes !== undefined && bytes !== isBytes) fail('Bytes stand beside a text');
      const read = readString(text, at, prefix);
      if (!read || (isBytes && NOT_ASCII.test(text.slice(at, read.end))))
        return fail('A text does not end or has a wrong escape');
      joined = (joined ?? '') + read.value;
      bytes = isBytes;
      at = read.end;
    }
    return bytes ? new OtherLiteral('bytes', [joined ?? '']) : (joined ?? '');
  }

  /** What stands between brackets, up to `close`. */
  function readMembers(close: string, member: () => void): { comma: boolean } {
    at++;
    let comma = false;
    while (peek() !== close) {
      member();
      comma = peek() === ',';
      if (comma) at++;
      else if (text[at] !== close) fail('A comma or a bracket is missing');
    }
    at++;
    return { comma };
  }

  function readBraces(depth: number): Literal {
    const dict = new PythonDict();
    const set: Literal[] = [];
    readMembers('}', () => {
      const key = readValue(depth);
      hashOf(key);
      if (peek() === ':' && set.length === 0) {
        at++;
        dict.set(key, readValue(depth));
      } else if (dict.size === 0) set.push(key);
      else fail('A colon is missing');
    });
    return set.length > 0 ? new OtherLiteral('set', set) : dict;
  }

  function readValue(parent: number): Literal {
    const depth = parent + 1;
    const first = peek();
    if (depth > deepest) return fail('Brackets are nested too deeply');
    if (first === '{') return readBraces(depth);
    if (first === '[' || first === '(') {
      const items: Literal[] = [];
      const { comma } = readMembers(first === '[' ? ']' : ')', () => items.push(readValue(depth)));
      if (first === '[') return items;
      return items.length === 1 && !comma ? (items[0] as Literal) : new OtherLiteral('tuple', items);
    }
    PREFIX.lastIndex = at;
    if (PREFIX.test(text)) return readStrings();
    const number = readNumber(text, at);
    if (number) {
      at = number.end;
      return number.value === undefined ? new OtherLiteral('complex') : number.value;
    }
    if (text.startsWith('...', at)) {
      at += 3;
      return new OtherLiteral('ellipsis');
    }
    const constant = constants.get(match(NAME) ?? '');
    return constant === undefined ? fail('There is no value') : constant;
  }

  const value = readValue(0);
  if (peek() !== '') fail('The text goes on behind the value');
  return value;
}

/** The value of a Python literal; undefined for any other text. */
export function tryLiteral(source: string): Literal | undefined {
  try {
    return readLiteral(source);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

import { tryParseJson } from '@/lib/core/json';

/** Deeper values are refused: a text of a million brackets must not exhaust the stack. */
const deepest = 64;

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[-+]?[\p{L}_$][\p{L}\p{N}_$]*/uy;
const SPACE = /[\s\ufeff]*/y;
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U(000[0-9a-fA-F]{5}|0010[0-9a-fA-F]{4})|([\s\S]))/y;

/** What has a value of its own; numbers that are none are missing values. */
const words: Readonly<Record<string, unknown>> = {
  ...{ true: true, True: true, false: false, False: false },
  ...{
    null: null,
    None: null,
    undefined: null,
    NaN: null,
    nan: null,
    Infinity: null,
    '-Infinity': null,
    '-inf': null,
    inf: null,
  },
};
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

/** What closes a list, an object and a tuple. */
const closing: Readonly<Record<string, string>> = Object.assign(Object.create(null), { '[': ']', '{': '}', '(': ')' });
const isQuote = (sign: string): boolean => sign === '"' || sign === "'";

class Unreadable extends Error {}

export interface Lenient {
  value: unknown;
  /** Where the text goes on behind the value. */
  end: number;
}

/** Where objects and lists begin in the text. A weak map of millions of them would keep the collector of garbage busy for minutes. */
export type Starts = Map<object, number>;

/** Members of lists and objects between two pauses of {@link lenientSteps}, and characters of a text that is too long to be kept. */
export const stride = { members: 256, characters: 65_536 } as const;

/**
 * One value of JSON or of what programs write in its place, from `start` on: single quotes, `True` and `None` (Python), `NaN` (as null), commas before a
 * closing bracket, names without quotes, tuples. Undefined where there is none. Line breaks inside a text are refused, as in JSON.
 *
 * Pauses every {@link stride}, so that a page can do something else meanwhile.
 *
 * @param starts receives where each object and each list begins
 * @param longest characters of a text; of a longer one only the beginning is kept, which is longer as well
 */
export function* lenientSteps(
  text: string,
  start = 0,
  starts?: Starts,
  longest = Infinity,
): Generator<void, Lenient | undefined, void> {
  let at = start;
  let members = 0;
  /** Whether the last text was too long, so that the rest of it is still to come. */
  let isInText = false;

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  }

  function next(): string {
    match(SPACE);
    return text[at] ?? '';
  }

  function readText(quote: string): string {
    at++;
    let result = '';
    while (result.length <= longest) {
      const end = Math.min(text.length, at + longest + 1);
      let to = at;
      while (to < end && text[to] !== quote && text[to] !== '\\' && text[to] !== '\n' && text[to] !== '\r') to++;
      result += text.slice(at, to);
      at = to;
      if (text[at] === quote) {
        at++;
        return result;
      }
      if (to === end && end < text.length) continue;
      const found = text[at] === '\\' ? match(ESCAPE) : null;
      if (!found) throw new Unreadable();
      const [, unit, byte, point, other = ''] = found;
      const code = unit ?? byte ?? point;
      result += code === undefined ? (escapes[other] ?? other) : String.fromCodePoint(Number.parseInt(code, 16));
    }
    isInText = true;
    return result;
  }

  /** Goes to the end of a text that is too long. */
  function* leaveText(quote: string): Generator<void, void, void> {
    isInText = false;
    for (let passed = 1; at < text.length; at++, passed++) {
      if (passed % stride.characters === 0) yield;
      if (text[at] === quote) {
        at++;
        return;
      }
      if (text[at] === '\\') at++;
      else if (text[at] === '\n' || text[at] === '\r') break;
    }
    throw new Unreadable();
  }

  function readWord(): unknown {
    const word = match(WORD)?.[0] ?? '';
    if (!Object.hasOwn(words, word)) throw new Unreadable();
    return words[word];
  }

  /** A value that is no list and no object. */
  function readScalar(first: string): unknown {
    if (isQuote(first)) return readText(first);
    const number = match(NUMBER);
    return number ? Number(number[0]) : readWord();
  }

  /** The list or object that begins here; a comma may stand behind its last member. */
  function* readContainer(opening: string, depth: number): Generator<void, object, void> {
    if (depth > deepest) throw new Unreadable();
    const from = at;
    const close = closing[opening];
    const entries: [string, unknown][] = [];
    const items: unknown[] = [];
    at++;
    while (next() !== close) {
      if (++members % stride.members === 0) yield;
      let name = '';
      if (opening === '{') {
        const quote = next();
        name = isQuote(quote) ? readText(quote) : (match(NUMBER)?.[0] ?? match(WORD)?.[0] ?? '');
        if (isInText) yield* leaveText(quote);
        if (next() !== ':') throw new Unreadable();
        at++;
      }
      const first = next();
      const item = first in closing ? yield* readContainer(first, depth + 1) : readScalar(first);
      if (isInText) yield* leaveText(first);
      if (opening === '{') entries.push([name, item]);
      else items.push(item);
      if (next() === ',') at++;
      else if (text[at] !== close) throw new Unreadable();
    }
    at++;
    const value = opening === '{' ? Object.fromEntries(entries) : items;
    starts?.set(value, from);
    return value;
  }

  try {
    const first = next();
    const value = first in closing ? yield* readContainer(first, 0) : readScalar(first);
    if (isInText) yield* leaveText(first);
    return { value, end: at };
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The same at once. */
export function parseLenient(text: string, start = 0): Lenient | undefined {
  const steps = lenientSteps(text, start);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The value of a text that holds nothing else, but perhaps a comma behind it; undefined for any other text. */
export function tryLenient(text: string): unknown {
  const found = parseLenient(text);
  return found && /^[\s,]*$/.test(text.slice(found.end)) ? found.value : undefined;
}

/** The value of a text in JSON, or in what programs write in its place; undefined for any other text. */
export const tryAnyJson = (text: string): unknown => tryParseJson(text) ?? tryLenient(text);

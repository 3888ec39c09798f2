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

class Unreadable extends Error {}

interface Lenient {
  value: unknown;
  /** Where the text goes on behind the value. */
  end: number;
}

/**
 * One value of JSON or of what programs write in its place, from `start` on: single quotes, `True` and `None` (Python), `NaN` (as null), commas before a
 * closing bracket, names without quotes, tuples. Undefined where there is none. Line breaks inside a text are refused, as in JSON.
 *
 * @param starts receives where each object and each list begins
 */
export function parseLenient(text: string, start = 0, starts?: WeakMap<object, number>): Lenient | undefined {
  let at = start;

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
    for (;;) {
      let to = at;
      while (to < text.length && text[to] !== quote && text[to] !== '\\' && text[to] !== '\n' && text[to] !== '\r')
        to++;
      result += text.slice(at, to);
      at = to;
      if (text[at] === quote) break;
      const found = text[at] === '\\' ? match(ESCAPE) : null;
      if (!found) throw new Unreadable();
      const [, unit, byte, point, other = ''] = found;
      const code = unit ?? byte ?? point;
      result += code === undefined ? (escapes[other] ?? other) : String.fromCodePoint(Number.parseInt(code, 16));
    }
    at++;
    return result;
  }

  function readWord(): unknown {
    const word = match(WORD)?.[0] ?? '';
    if (!Object.hasOwn(words, word)) throw new Unreadable();
    return words[word];
  }

  /** The members of a list or an object, up to `close`; a comma may stand behind the last. */
  function readMembers(close: string, member: () => void): void {
    at++;
    while (next() !== close) {
      member();
      if (next() === ',') at++;
      else if (text[at] !== close) throw new Unreadable();
    }
    at++;
  }

  function readValue(depth: number): unknown {
    const first = next();
    if (depth > deepest || first === '') throw new Unreadable();
    const from = at;
    if (first === '{') {
      const entries: [string, unknown][] = [];
      readMembers('}', () => {
        const quote = next();
        const name =
          quote === '"' || quote === "'" ? readText(quote) : String(match(NUMBER)?.[0] ?? match(WORD)?.[0] ?? '');
        if (next() !== ':') throw new Unreadable();
        at++;
        entries.push([name, readValue(depth + 1)]);
      });
      const value = Object.fromEntries(entries);
      starts?.set(value, from);
      return value;
    }
    if (first === '[' || first === '(') {
      const items: unknown[] = [];
      readMembers(first === '[' ? ']' : ')', () => items.push(readValue(depth + 1)));
      starts?.set(items, from);
      return items;
    }
    if (first === '"' || first === "'") return readText(first);
    const number = match(NUMBER);
    return number ? Number(number[0]) : readWord();
  }

  try {
    return { value: readValue(0), end: at };
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The value of a text that holds nothing else, but perhaps a comma behind it; undefined for any other text. */
export function tryLenient(text: string): unknown {
  const found = parseLenient(text);
  return found && /^[\s,]*$/.test(text.slice(found.end)) ? found.value : undefined;
}

/** The value of a text in JSON, or in what programs write in its place; undefined for any other text. */
export const tryAnyJson = (text: string): unknown => tryParseJson(text) ?? tryLenient(text);

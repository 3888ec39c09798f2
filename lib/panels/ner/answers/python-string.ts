const simple: Readonly<Record<string, string>> = {
  ...{ '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '' },
};
/** Hexadecimal digits behind the letter. */
const hexadecimal: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const OCTAL = /[0-7]{1,3}/y;
const HEX = /^[0-9a-fA-F]+$/;

/**
 * One Python string whose quotes begin at `start`; `prefix` is what stands before them, in lower case. Undefined where it does not end,
 * holds a line end outside triple quotes, or has an escape that Python refuses. Escapes that Python does not know stay as they are written.
 */
export function readString(text: string, start: number, prefix: string): { value: string; end: number } | undefined {
  const one = text[start] ?? '';
  const triple = text.startsWith(one.repeat(3), start);
  const quote = triple ? one.repeat(3) : one;
  const raw = prefix.includes('r');
  const ends = new RegExp(triple ? `${one}{3}|\\\\` : `[${one}\\\\\\n]`, 'g');
  const parts: string[] = [];
  for (let at = start + quote.length; ;) {
    ends.lastIndex = at;
    const found = ends.exec(text);
    if (!found) return undefined;
    parts.push(text.slice(at, found.index));
    at = found.index;
    if (found[0] === quote) return { value: parts.join(''), end: at + quote.length };
    if (found[0] !== '\\') return undefined;
    const read = raw ? { value: text.slice(at, at + 2), end: at + 2 } : readEscape(text, at, prefix.includes('b'));
    if (!read) return undefined;
    parts.push(read.value);
    at = read.end;
  }
}

/** The escape whose backslash stands at `at`. */
function readEscape(text: string, at: number, bytes: boolean): { value: string; end: number } | undefined {
  const letter = text[at + 1] ?? '';
  OCTAL.lastIndex = at + 1;
  const octal = OCTAL.exec(text)?.[0];
  if (octal) return { value: String.fromCodePoint(Number.parseInt(octal, 8)), end: at + 1 + octal.length };
  const plain = Object.hasOwn(simple, letter) ? simple[letter] : undefined;
  if (plain !== undefined) return { value: plain, end: at + 2 };
  if (bytes && letter !== 'x') return { value: `\\${letter}`, end: at + 2 };
  if (letter === 'N') return undefined;
  const digits = Object.hasOwn(hexadecimal, letter) ? hexadecimal[letter] : undefined;
  if (digits === undefined) return { value: `\\${letter}`, end: at + 2 };
  const written = text.slice(at + 2, at + 2 + digits);
  if (written.length < digits || !HEX.test(written)) return undefined;
  const code = Number.parseInt(written, 16);
  return code > 0x10ffff ? undefined : { value: String.fromCodePoint(code), end: at + 2 + digits };
}

/** What Python prints as an escape: control, format, unassigned and private characters, and separators but the space. */
const unprintable = /[\p{C}\p{Z}]/u;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function escaped(character: string, quote: string): string {
  if (character === quote) return `\\${quote}`;
  const known = named[character];
  if (known !== undefined) return known;
  if (character === ' ' || !unprintable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/** A text as Python's `repr` writes it: in apostrophes, or in quotes if it holds apostrophes and no quotes. */
export function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `${quote}${Array.from(text, character => escaped(character, quote)).join('')}${quote}`;
}

/** A dictionary of texts as `repr` writes it. */
export const pythonDict = (pairs: Iterable<readonly [string, string]>): string =>
  `{${Array.from(pairs, pair => pair.map(pythonString).join(': ')).join(', ')}}`;

const BASED = /0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/y;
const DIGITS = String.raw`\d(?:_?\d)*`;
const DECIMAL = new RegExp(
  String.raw`(?:${DIGITS}\.(?:${DIGITS})?|\.${DIGITS}|${DIGITS})(?:[eE][+-]?${DIGITS})?[jJ]?`,
  'y',
);
const LEADING_ZERO = /^0[\d_]*[1-9][\d_]*$/;
const SIGNS = /(?:[+-][ \t\f\r\n]*)*/y;
/** Behind a number, such a character makes the whole unreadable. */
const GOES_ON = /[\p{L}\p{N}_.]/uy;

/** The Python number at `start`, with signs before it; `value` is undefined for an imaginary one. Undefined where there is none. */
export function readNumber(text: string, start: number): { value: number | undefined; end: number } | undefined {
  SIGNS.lastIndex = start;
  const signs = SIGNS.exec(text)?.[0] ?? '';
  const from = start + signs.length;
  const written = matchAt(BASED, text, from) ?? matchAt(DECIMAL, text, from);
  if (written === undefined || LEADING_ZERO.test(written)) return undefined;
  const end = from + written.length;
  if (matchAt(GOES_ON, text, end) !== undefined) return undefined;
  const imaginary = /j$/i.test(written) && !/^0x/i.test(written);
  const size = Number(written.replaceAll('_', ''));
  const negative = signs.replaceAll(/[^-]/g, '').length % 2 === 1;
  return { value: imaginary ? undefined : negative ? -size : size, end };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

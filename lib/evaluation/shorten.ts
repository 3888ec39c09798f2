import type { Json } from '@/lib/core/json';

/** A value in one line: parts of a list with a bar between them, other values as they are. */
export function lineOfValue(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(lineOfValue).join(' | ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Longest number that a node shows whole. */
const longest = 12;

/** A long number by its first and last digits; what is no number stays as it is. */
export const shorten = (digits: string): string =>
  digits.length <= longest || !/^\d+$/.test(digits) ? digits : `${digits.slice(0, 4)}…${digits.slice(-4)}`;

/** Every long number of a line shortened. */
export const shortenAll = (line: string): string => line.replace(/\d{13,}/g, shorten);

/** A text of at most `most` characters, with an ellipsis in place of the rest. */
export const cutText = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;

/** The beginning of a text in one line, cut at a word where there is one. */
export function beginning(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  const word = cut.lastIndexOf(' ');
  return `${word > most / 2 ? cut.slice(0, word) : cut}…`;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A line of arithmetic as it is printed: `4821 * 7 * 10^2` becomes `4821 × 7 × 10²`. */
export const printed = (line: string): string =>
  line
    .replace(/\^(\d+)/g, (_, power: string) => [...power].map(digit => superscripts[Number(digit)]).join(''))
    .replace(/ \* /g, ' × ');

import type { Token } from '../corpus';
import { codePointLength } from './offsets';

/** A piece of a text and where it stands, in code points. */
export interface Segment extends Token {
  text: string;
}

/**
 * The lines of a text that hold more than white space, without their line ends: one sentence a line. Nothing looks for sentence ends
 * inside a line, because automatic segmentation cuts at "Dr." and initials.
 */
export function lineSegments(text: string): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const [line] of text.matchAll(/[^\r\n]+|[\r\n]+/g)) {
    const end = at + codePointLength(line);
    if (/^[^\r\n]/.test(line) && line.trim() !== '') segments.push({ text: line, start: at, end });
    at = end;
  }
  return segments;
}

/** Words between white space, in code points, for a text that was stored without tokens. */
export function wordsBetweenSpaces(text: string): Token[] {
  const words: Token[] = [];
  let at = 0;
  for (const [part] of text.matchAll(/\s+|\S+/g)) {
    const end = at + codePointLength(part);
    if (/^\S/.test(part)) words.push({ start: at, end });
    at = end;
  }
  return words;
}

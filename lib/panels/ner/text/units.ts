import { codePointLength, type Offsets, offsetsOf } from './offsets';

/** What a program counts when it states a place in a text. */
export type Unit = 'code-points' | 'utf-16' | 'graphemes';

export const units = ['code-points', 'utf-16', 'graphemes'] as const satisfies readonly Unit[];

export const unitNames: Readonly<Record<Unit, string>> = {
  'code-points': 'code points',
  'utf-16': 'UTF-16 units',
  graphemes: 'graphemes',
};

/** Converts places in some unit to code points; null for what is no place. */
type Converter = (place: number) => number | null;

/** A range in code points, and how its numbers were understood. */
export interface Located {
  start: number;
  end: number;
  unit: Unit;
  /** Whether the program counted a CR with its LF as one character, as text fields of browsers do. */
  joinsLineEnds: boolean;
}

/** Whether two texts are the same but for line ends and the kind of white space. */
const isSame = (a: string, b: string): boolean =>
  a === b || a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();

/**
 * Finds what ranges of a text mean whose unit is not certain. Some files state the covered text beside the numbers: then the first
 * reading under which it stands there is taken.
 */
export interface Locator {
  /** Null where the numbers are no range, or where `covered` is given and stands there under no reading. */
  locate(start: number, end: number, covered?: string): Located | null;
  readonly offsets: Offsets;
}

/** @param first the unit that is taken where no covered text is given, and is tried first where one is */
export function locatorOf(text: string, first: Unit): Locator {
  const offsets = offsetsOf(text);
  const converters = new Map<string, Converter>();
  const orders = [first, ...units.filter(unit => unit !== first)];
  const readings = [false, true].flatMap(joinsLineEnds => orders.map(unit => ({ unit, joinsLineEnds })));

  function converterOf(unit: Unit, joinsLineEnds: boolean): Converter {
    const key = `${unit} ${joinsLineEnds}`;
    const known = converters.get(key);
    if (known) return known;
    const made = joinsLineEnds ? joined(text, unit) : plain(text, unit, offsets);
    converters.set(key, made);
    return made;
  }

  function range(unit: Unit, joinsLineEnds: boolean, start: number, end: number): Located | null {
    const convert = converterOf(unit, joinsLineEnds);
    const [from, to] = [convert(start), convert(end)];
    return from === null || to === null || from >= to ? null : { start: from, end: to, unit, joinsLineEnds };
  }

  return {
    offsets,
    locate(start, end, covered) {
      if (covered === undefined) return range(first, false, start, end);
      for (const { unit, joinsLineEnds } of readings) {
        if (joinsLineEnds && !text.includes('\r\n')) continue;
        const found = range(unit, joinsLineEnds, start, end);
        if (found && isSame(offsets.slice(found.start, found.end) ?? '', covered)) return found;
      }
      return null;
    },
  };
}

function plain(text: string, unit: Unit, offsets: Offsets): Converter {
  if (unit === 'utf-16') return place => offsets.toCodePoint(place);
  if (unit === 'code-points')
    return place => (Number.isInteger(place) && place >= 0 && place <= offsets.length ? place : null);
  const starts = [0];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text))
    starts.push((starts.at(-1) ?? 0) + codePointLength(segment));
  return place => starts[place] ?? null;
}

/** Places of the text with each CR LF as one LF, as places of the text itself. */
function joined(text: string, unit: Unit): Converter {
  const shorter = text.replaceAll('\r\n', '\n');
  const convert = plain(shorter, unit, offsetsOf(shorter));
  /** By place in the shorter text: the place in the text. */
  const places: number[] = [];
  let at = 0;
  for (const [part] of text.matchAll(/\r\n|[\s\S]/gu)) {
    places.push(at);
    at += part === '\r\n' ? 2 : 1;
  }
  places.push(at);
  return place => {
    const short = convert(place);
    return short === null ? null : (places[short] ?? null);
  };
}

/** How many of a unit a text before a place has; converts from code points for a program that counts otherwise. */
export function placeIn(text: string, unit: Unit): (codePoint: number) => number | null {
  const offsets = offsetsOf(text);
  if (unit === 'code-points') return place => place;
  if (unit === 'utf-16') return place => offsets.toUtf16(place);
  const starts = new Map([[0, 0]]);
  let at = 0;
  let count = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    at += codePointLength(segment);
    starts.set(at, ++count);
  }
  return place => starts.get(place) ?? null;
}

import { codePointLength, type Offsets, offsetsOf } from './offsets';

/** What a program counts when it states a place in a text. */
export type Unit = 'code-points' | 'utf-16' | 'graphemes';

export const unitNames: Readonly<Record<Unit, string>> = {
  'code-points': 'code points',
  'utf-16': 'UTF-16 units',
  graphemes: 'graphemes',
};

/** Converts places in some unit to code points; null for what is no place. */
type Converter = (place: number) => number | null;

/** How a program counts. */
export interface Reading {
  unit: Unit;
  /** Whether it counts a CR with its LF as one character, as text fields of browsers do. */
  joinsLineEnds: boolean;
}

/** A range in code points, and how its numbers were understood. */
export interface Located extends Reading {
  start: number;
  end: number;
}

/** A range of which it is not certain what its numbers count. */
export interface StatedRange {
  start: number;
  end: number;
  /** The text that it covers, where the file says so. */
  covered?: string | undefined;
}

/** Whether two texts are the same; and whether they are but for kinds of white space, which tools replace one by one, or line by line. */
const comparisons = [
  (a: string, b: string): boolean => a === b,
  (a: string, b: string): boolean => a.replace(/\s/g, ' ') === b.replace(/\s/g, ' '),
  (a: string, b: string): boolean => a.replace(/\r\n|\s/g, ' ') === b.replace(/\r\n|\s/g, ' '),
];

/** In the order in which they are tried: what is rare comes last. A CR LF is one grapheme in any case. */
function readingsOf(text: string, first: Unit): Reading[] {
  const joins = text.includes('\r\n') ? [false, true] : [false];
  const readings = joins.flatMap(joinsLineEnds => [
    { unit: 'code-points' as const, joinsLineEnds },
    { unit: 'utf-16' as const, joinsLineEnds },
  ]);
  const all: Reading[] = [...readings, { unit: 'graphemes', joinsLineEnds: false }];
  return all.sort(
    (a, b) => Number(b.unit === first && !b.joinsLineEnds) - Number(a.unit === first && !a.joinsLineEnds),
  );
}

/**
 * What ranges of a text mean. Of all readings the first is taken under which every range covers what it states, because one program wrote
 * them all and a single range may fit by chance; where there is none, each range has its own. Null for a range that is none, or that
 * covers its text under no reading.
 *
 * @param first the unit that is tried first, and taken where no covered text is stated
 */
export function locate(text: string, ranges: readonly StatedRange[], first: Unit): (Located | null)[] {
  const offsets = offsetsOf(text);
  const converters = new Map<string, Converter>();
  const readings = readingsOf(text, first);

  function converterOf({ unit, joinsLineEnds }: Reading): Converter {
    const key = `${unit} ${joinsLineEnds}`;
    const converter = converters.get(key) ?? (joinsLineEnds ? joined(text, unit) : plain(text, unit, offsets));
    converters.set(key, converter);
    return converter;
  }

  function read({ start, end }: StatedRange, reading: Reading): Located | null {
    const convert = converterOf(reading);
    const [from, to] = [convert(start), convert(end)];
    return from === null || to === null || from >= to ? null : { start: from, end: to, ...reading };
  }

  const tries = comparisons.flatMap(isSame => readings.map(reading => ({ isSame, reading })));
  function fits(range: StatedRange, { isSame, reading }: (typeof tries)[number]): boolean {
    const found = read(range, reading);
    return found !== null && isSame(offsets.slice(found.start, found.end) ?? '', range.covered ?? '');
  }

  const telling = ranges.filter(({ covered }) => covered !== undefined);
  const common = telling.length === 0 ? tries[0] : tries.find(attempt => telling.every(range => fits(range, attempt)));
  return ranges.map(range => {
    const attempt = common ?? (range.covered === undefined ? tries[0] : tries.find(other => fits(range, other)));
    return attempt ? read(range, attempt.reading) : null;
  });
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

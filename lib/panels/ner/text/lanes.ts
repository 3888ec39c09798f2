import type { Span } from '../corpus';

/** A piece of a text that the same spans cover. */
export interface Segment {
  text: string;
  /** Positions of those spans in the list that was given, in the order of their lanes. */
  covering: number[];
  /** Positions of the spans that end with it. */
  ending: number[];
}

/** A text cut at the borders of its spans. Spans that overlap lie in different lanes, so that each can be seen. */
export interface Laned {
  segments: Segment[];
  /** The lane of each span, from 0. */
  lanes: number[];
}

/** @param spans in code points; what is beyond the text is cut off, and an empty span is in no segment */
export function laned(text: string, spans: readonly Pick<Span, 'start' | 'end'>[]): Laned {
  const characters = [...text];
  const inside = (place: number): number => Math.max(0, Math.min(characters.length, place));
  const borders = [
    ...new Set([0, characters.length, ...spans.flatMap(({ start, end }) => [inside(start), inside(end)])]),
  ];
  borders.sort((a, b) => a - b);
  const lanes = lanesOf(spans);
  const segments = borders.slice(0, -1).map((from, at): Segment => {
    const to = borders[at + 1] ?? characters.length;
    const covering = [...spans.keys()].filter(one => (spans[one]?.start ?? 0) < to && (spans[one]?.end ?? 0) > from);
    covering.sort((a, b) => (lanes[a] ?? 0) - (lanes[b] ?? 0));
    return {
      text: characters.slice(from, to).join(''),
      covering,
      ending: covering.filter(one => inside(spans[one]?.end ?? 0) === to),
    };
  });
  return { segments, lanes };
}

/** The first free lane for each span, in the order of their starts, the longer ones first. */
function lanesOf(spans: readonly Pick<Span, 'start' | 'end'>[]): number[] {
  const order = [...spans.keys()].sort(
    (a, b) => (spans[a]?.start ?? 0) - (spans[b]?.start ?? 0) || (spans[b]?.end ?? 0) - (spans[a]?.end ?? 0),
  );
  const ends: number[] = [];
  const lanes = Array<number>(spans.length).fill(0);
  for (const one of order) {
    const { start = 0, end = 0 } = spans[one] ?? {};
    const free = ends.findIndex(taken => taken <= start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = end;
    lanes[one] = lane;
  }
  return lanes;
}

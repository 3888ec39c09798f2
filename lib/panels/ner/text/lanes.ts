import type { Span } from '../corpus';

/** A piece of a text that the same spans cover. */
export interface Segment {
  text: string;
  /** Where it begins, in code points. */
  from: number;
  /** Positions of those spans in the list that was given, in the order of their lanes. */
  covering: number[];
  /** Positions of the spans that end with it, in the same order. */
  ending: number[];
}

/** A text cut at the borders of its spans. Spans that overlap lie in different lanes, so that each can be seen. */
export interface Laned {
  segments: Segment[];
  /** The lane of each span, from 0. */
  lanes: number[];
}

type Range = Pick<Span, 'start' | 'end'>;

/**
 * Takes time that grows with the text and with what it returns, not with the square of the spans.
 *
 * @param spans in code points; what is beyond the text is cut off, and an empty span is in no segment
 * @param cuts further places to cut at
 */
export function laned(text: string, spans: readonly Range[], cuts: readonly number[] = []): Laned {
  const characters = [...text];
  const inside = (place: number): number => Math.max(0, Math.min(characters.length, place));
  const shown = spans.map(({ start, end }) => ({ start: inside(start), end: inside(end) }));
  const lanes = lanesOf(spans);
  const byLane = (a: number, b: number): number => (lanes[a] ?? 0) - (lanes[b] ?? 0);
  const startOf = (one: number): number => shown[one]?.start ?? 0;
  const endOf = (one: number): number => shown[one]?.end ?? 0;
  const waiting = [...shown.keys()].filter(one => startOf(one) < endOf(one));
  waiting.sort((a, b) => startOf(b) - startOf(a));
  const borders = new Set([
    0,
    characters.length,
    ...cuts.map(inside),
    ...waiting.flatMap(one => [startOf(one), endOf(one)]),
  ]);
  const places = [...borders].sort((a, b) => a - b);
  let covering: number[] = [];
  const segments = places.slice(0, -1).map((from, at): Segment => {
    const to = places[at + 1] ?? characters.length;
    covering = covering.filter(one => endOf(one) > from);
    for (let next = waiting.at(-1); next !== undefined && startOf(next) <= from; next = waiting.at(-1)) {
      covering.push(next);
      waiting.pop();
    }
    covering.sort(byLane);
    return {
      text: characters.slice(from, to).join(''),
      from,
      covering: [...covering],
      ending: covering.filter(one => endOf(one) === to),
    };
  });
  return { segments, lanes };
}

/** The first free lane for each span, in the order of their starts, the longer ones first. */
function lanesOf(spans: readonly Range[]): number[] {
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

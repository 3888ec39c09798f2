import { compareSpans, type Span } from '../corpus';
import { type Range, rangeOf, type Selection } from './pieces';

const isSame = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;
const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** Spans in their order, each once. */
export function ordered(spans: readonly Span[]): Span[] {
  const distinct = new Map(
    spans.map(({ start, end, label }) => [JSON.stringify([start, end, label]), { start, end, label }]),
  );
  return [...distinct.values()].sort(compareSpans);
}

/**
 * The entities with the selection as one of this label. An entity with these borders gets the label; the one that the selection began at gets
 * the new borders. All others stay, also those inside: entities may be nested.
 */
export function labelled(spans: readonly Span[], selection: Selection, label: string): Span[] {
  const range = rangeOf(selection);
  return ordered([
    ...spans.filter(span => !isSame(span, range) && !isSame(span, selection.origin)),
    { ...range, label },
  ]);
}

/** The entities without those that have the borders of the selection; where there are none, without those that it touches. */
export function rejected(spans: readonly Span[], selection: Selection): Span[] {
  const range = rangeOf(selection);
  const same = spans.some(span => isSame(span, range));
  return spans.filter(span => (same ? !isSame(span, range) : !overlaps(span, range)));
}

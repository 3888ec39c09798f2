import { createAligner } from './align';
import type { Span } from './corpus';
import type { Vote } from './voting/tally';

/** A mention at one of its places. */
export interface Placed<V> extends Span {
  /** What names it. */
  of: V;
}

/** Mentions as spans of their sentence: all places of each. Those that stand nowhere are `absent`; nothing is lost. */
export function placed<V extends Pick<Vote, 'mention' | 'label'>>(
  text: string,
  mentions: readonly V[],
): { spans: Placed<V>[]; absent: V[] } {
  const align = createAligner(text);
  const spans: Placed<V>[] = [];
  const absent: V[] = [];
  for (const of of mentions) {
    const { places } = align(of.mention);
    if (places.length === 0) absent.push(of);
    for (const { start, end } of places) spans.push({ start, end, label: of.label, of });
  }
  return { spans, absent };
}

import type { Span } from '@/lib/panels/ner/corpus';
import { type Range, type Selection, selectionOf, touched } from '@/lib/panels/ner/hand/pieces';
import { codePointLength } from '@/lib/panels/ner/text/offsets';

/** The place of an end of the browser's selection in the text, in code points; null outside of it. */
function placeOf(node: Node | null, offset: number, frame: HTMLElement): number | null {
  const element = node instanceof Element ? node : node?.parentElement;
  const piece = element?.closest<HTMLElement>('[data-from]');
  if (!piece || !frame.contains(piece)) return null;
  const from = Number(piece.dataset['from']);
  return from + (node instanceof Text ? codePointLength(node.data.slice(0, offset)) : 0);
}

/**
 * What a pointer selected: a press selects the smallest entity there, else the piece of text; a drag every piece that it touched. The browser's
 * own selection, which cannot be labelled, is given up.
 */
export function pointed(frame: HTMLElement, pieces: readonly Range[], spans: readonly Span[]): Selection | null {
  const marked = document.getSelection();
  if (!marked || marked.rangeCount === 0) return null;
  const ends = [
    placeOf(marked.anchorNode, marked.anchorOffset, frame),
    placeOf(marked.focusNode, marked.focusOffset, frame),
  ].filter(end => end !== null);
  const [start, end] = [Math.min(...ends), Math.max(...ends)];
  if (ends.length === 0) return null;
  marked.removeAllRanges();
  if (start < end) return touched(pieces, { start, end });
  const [entity] = spans
    .filter(span => span.start <= start && span.end > start)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  return entity ? selectionOf(entity) : touched(pieces, { start, end });
}

import { codePointLength } from '../text/offsets';

/** A place in a text in code points; the end is exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** What a selection moves by. */
export type Step = 'words' | 'characters';

const segmenters = new Map<Step, Intl.Segmenter>();

function segmenterOf(step: Step): Intl.Segmenter {
  const made =
    segmenters.get(step) ?? new Intl.Segmenter('en', { granularity: step === 'words' ? 'word' : 'grapheme' });
  segmenters.set(step, made);
  return made;
}

/** The words of a text and its other signs, each on its own, or its characters as people see them; without white space. */
export function piecesOf(text: string, step: Step): Range[] {
  const pieces: Range[] = [];
  let at = 0;
  for (const { segment } of segmenterOf(step).segment(text)) {
    const end = at + codePointLength(segment);
    if (segment.trim() !== '') pieces.push({ start: at, end });
    at = end;
  }
  return pieces;
}

/** A selection from the piece where it began to the one that moves. */
export interface Selection {
  anchor: Range;
  focus: Range;
  /** What was selected before it grew or shrank: a piece, or an entity whose borders move. */
  origin: Range;
}

/** The selection of a range as a whole. */
export function selectionOf({ start, end }: Range): Selection {
  const range = { start, end };
  return { anchor: range, focus: range, origin: range };
}

export const rangeOf = ({ anchor, focus }: Selection): Range => ({
  start: Math.min(anchor.start, focus.start),
  end: Math.max(anchor.end, focus.end),
});

/** The first piece behind a range (1), or the last before it (-1). */
function beside<R extends Range>(pieces: readonly R[], { start, end }: Range, by: 1 | -1): R | undefined {
  return by === 1 ? pieces.find(piece => piece.start >= end) : pieces.findLast(piece => piece.end <= start);
}

/** The selection of the piece beside it; it stays where there is none. */
export function moved(pieces: readonly Range[], selection: Selection | null, by: 1 | -1): Selection | null {
  if (!selection) {
    const first = by === 1 ? pieces[0] : pieces.at(-1);
    return first ? selectionOf(first) : null;
  }
  const next = beside(pieces, rangeOf(selection), by);
  return next ? selectionOf(next) : selection;
}

/** The selection with its moving end one piece further; back over its beginning it grows to the other side. */
export function extended(pieces: readonly Range[], selection: Selection | null, by: 1 | -1): Selection | null {
  if (!selection) return moved(pieces, selection, by);
  const { anchor, focus, origin } = parted(pieces, selection);
  const next = beside(pieces, focus, by);
  return next ? { anchor, focus: next, origin } : selection;
}

/** The selection of a range of several pieces, such as an entity, with its ends at the first and the last of them. */
function parted(pieces: readonly Range[], selection: Selection): Selection {
  const { anchor, focus, origin } = selection;
  if (anchor.start !== focus.start || anchor.end !== focus.end) return selection;
  const inside = pieces.filter(({ start, end }) => start >= anchor.start && end <= anchor.end);
  return { anchor: inside[0] ?? anchor, focus: inside.at(-1) ?? focus, origin };
}

/** The selection of the next entity by where it begins, or of the one before; around the ends of the text. */
export function stepped(spans: readonly Range[], selection: Selection | null, by: 1 | -1): Selection | null {
  const order = [...spans].sort((a, b) => by * (a.start - b.start || b.end - a.end));
  const now = selection && rangeOf(selection);
  const next = now && order.find(({ start, end }) => by * (start - now.start || now.end - end) > 0);
  const found = next ?? order[0];
  return found ? selectionOf(found) : selection;
}

/** What a range of a text selects that a pointer marked: every piece that it touches. Where it touches none, the nearest one before it. */
export function touched(pieces: readonly Range[], { start, end }: Range): Selection | null {
  const inside = pieces.filter(piece => piece.start < Math.max(end, start + 1) && piece.end > start);
  const [anchor, focus] = [inside[0], inside.at(-1)];
  if (anchor && focus) return { anchor, focus, origin: { start: anchor.start, end: focus.end } };
  const near = pieces.findLast(piece => piece.end <= start) ?? pieces[0];
  return near ? selectionOf(near) : null;
}

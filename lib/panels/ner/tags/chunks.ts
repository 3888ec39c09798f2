import { compareSpans, type Span, type Token } from '../corpus';
import type { Chunk } from './decode';

/** A span that tags cannot hold, and why, in a sentence. */
export interface LostSpan {
  span: Span;
  reason: string;
}

/**
 * Spans as ranges of tokens, ascending and without overlap. Of spans that overlap the first is kept, and of those with the same start the
 * longest. No span is moved to the next token: one that does not fit is lost and named.
 */
export function chunksOf(spans: readonly Span[], tokens: readonly Token[]): { chunks: Chunk[]; lost: LostSpan[] } {
  const starts = new Map(tokens.map(({ start }, index) => [start, index]));
  const ends = new Map(tokens.map(({ end }, index) => [end, index + 1]));
  const chunks: Chunk[] = [];
  const lost: LostSpan[] = [];
  let free = 0;
  for (const span of [...spans].sort(compareSpans)) {
    const [from, to] = [starts.get(span.start), ends.get(span.end)];
    if (from === undefined || to === undefined || from >= to)
      lost.push({ span, reason: 'It does not begin and end where tokens do.' });
    else if (from < free) lost.push({ span, reason: 'It overlaps another mention, and a token has one tag.' });
    else {
      chunks.push({ from, to, label: span.label });
      free = to;
    }
  }
  return { chunks, lost };
}

/** Ranges of tokens as spans of the text. */
export function spansOf(chunks: readonly Chunk[], tokens: readonly Token[]): Span[] {
  return chunks.flatMap(({ from, to, label }) => {
    const [first, last] = [tokens[from], tokens[to - 1]];
    return first && last ? [{ start: first.start, end: last.end, label }] : [];
  });
}

/** The tokens, cut where a span begins or ends inside one. For texts that were stored without tokens. */
export function cutAtSpans(tokens: readonly Token[], spans: readonly Span[]): Token[] {
  const borders = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const cut: Token[] = [];
  let next = 0;
  for (const { start, end } of tokens) {
    let at = start;
    for (; next < borders.length && (borders[next] ?? end) < end; next++) {
      const border = borders[next] ?? end;
      if (border <= at) continue;
      cut.push({ start: at, end: border });
      at = border;
    }
    cut.push({ start: at, end });
  }
  return cut;
}

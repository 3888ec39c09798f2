import { baselineOf, fontOf } from './fonts';
import { inkOf, painted } from './ink';
import { mark } from './mark';
import type { Place } from './place';

/** One line of a text where the page has it. */
interface Line {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A text of the page, a mark a line. Another font is stretched to the width that the text has on the page. */
export function drawText(node: Text, style: CSSStyleDeclaration, place: Place): SVGElement[] {
  const ink = inkOf(style.color);
  if (!ink || node.data.trim() === '') return [];
  const isStruck = style.textDecorationLine !== 'none' && style.textDecorationStyle !== 'dotted';
  const share = baselineOf(style);
  const end = style.textOverflow === 'ellipsis' ? node.parentElement?.getBoundingClientRect().right : undefined;
  return linesOf(node, style)
    .map(line => shortened(line, end))
    .map(({ text, left, right, top, bottom }) =>
      mark(
        'text',
        {
          x: left - place.left,
          y: top + (bottom - top) * share - place.top,
          ...fontOf(style),
          ...painted('fill', ink),
          'text-decoration': isStruck ? style.textDecorationLine : null,
          ...(text.length > 1 && { textLength: right - left, lengthAdjust: 'spacingAndGlyphs' }),
          'xml:space': /\s\s/.test(text) ? 'preserve' : null,
        },
        [style.textTransform === 'uppercase' ? text.toUpperCase() : text],
      ),
    );
}

/** A line that the page cuts off, with the dots in place of its end. */
function shortened(line: Line, end = Infinity): Line {
  const { text, left, right } = line;
  if (right <= end + 1) return line;
  const kept = Math.floor((text.length * (end - left)) / (right - left)) - 1;
  return { ...line, text: `${text.slice(0, Math.max(0, kept)).trimEnd()}\u2026`, right: end };
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The lines of a text, without the white space around each and without what the page collapses. */
function linesOf(node: Text, style: CSSStyleDeclaration): Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const [whole, ...more] = range.getClientRects();
  if (!whole) return [];
  const isPlain = node.data.trim() === node.data && (!/\s\s|[\n\t]/.test(node.data) || style.whiteSpace === 'pre');
  if (more.length === 0 && isPlain) return whole.width > 0 ? [lineAt(node.data, whole)] : [];
  const lines: Line[] = [];
  for (const { segment, index } of graphemes.segment(node.data)) {
    range.setStart(node, index);
    range.setEnd(node, index + segment.length);
    const [rect] = range.getClientRects();
    if (!rect || rect.width === 0) continue;
    const line = lines.at(-1);
    const isSpace = segment.trim() === '' && segment !== '\u00a0';
    // A piece is of the same line where it overlaps it by half of its height.
    if (line && (rect.top + rect.bottom) / 2 < line.bottom && (rect.top + rect.bottom) / 2 > line.top) {
      line.text += isSpace ? ' ' : segment;
      if (!isSpace) {
        line.left = Math.min(line.left, rect.left);
        line.right = Math.max(line.right, rect.right);
      }
    } else if (!isSpace) lines.push(lineAt(segment, rect));
  }
  return lines.map(line => ({ ...line, text: line.text.trimEnd() }));
}

const lineAt = (text: string, { left, right, top, bottom }: DOMRect): Line => ({ text, left, right, top, bottom });

import { type Ink, inkOf, painted } from './ink';
import { mark } from './mark';
import type { Place } from './place';

interface Side {
  width: number;
  style: string;
  ink: Ink | null;
}

interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;
const corners = ['TopLeft', 'TopRight', 'BottomRight', 'BottomLeft'] as const;

/** The background, the borders and the outline of an element, a box for each of its pieces: a word that wraps has two. */
export function drawBoxes(element: Element, style: CSSStyleDeclaration, place: Place): SVGElement[] {
  const ground = inkOf(style.backgroundColor);
  const borders = sides.map(side => sideOf(style, side)) as [Side, Side, Side, Side];
  const outline = outlineOf(element, style);
  if (!ground && !outline && borders.every(({ width }) => width === 0)) return [];
  return [...element.getClientRects()].flatMap(({ left, top, width, height }) => {
    if (width === 0 && height === 0) return [];
    const rect = { x: left - place.left, y: top - place.top, width, height };
    const radii = corners.map(corner => radiusOf(style[`border${corner}Radius`], rect));
    const [first] = borders;
    const isEven = borders.every(side => isAlike(side, first));
    const whole = isEven
      ? ground || first.width > 0
        ? [boxOf(inset(rect, first.width / 2), radii.map(radius => Math.max(0, radius - first.width / 2)), ground, first)] // prettier-ignore
        : []
      : [...(ground ? [boxOf(rect, radii, ground, null)] : []), ...borders.flatMap((side, at) => edge(rect, side, at))];
    const around = outline ? [boxOf(inset(rect, outline.inset), radii, null, outline)] : [];
    return [...whole, ...around];
  });
}

function sideOf(style: CSSStyleDeclaration, side: (typeof sides)[number]): Side {
  const line = style[`border${side}Style`];
  const ink = inkOf(style[`border${side}Color`]);
  const isSeen = line !== 'none' && line !== 'hidden' && ink !== null;
  return { width: isSeen ? parseFloat(style[`border${side}Width`]) : 0, style: line, ink };
}

const isAlike = (a: Side, b: Side): boolean =>
  a.width === b.width && (a.width === 0 || (a.style === b.style && a.ink?.color === b.ink?.color));

/** The ring of the focus is no part of the picture. */
function outlineOf(element: Element, style: CSSStyleDeclaration): (Side & { inset: number }) | null {
  const width = parseFloat(style.outlineWidth);
  const ink = inkOf(style.outlineColor);
  if (style.outlineStyle === 'none' || !(width > 0) || !ink || element.matches(':focus-visible')) return null;
  return { width, style: style.outlineStyle, ink, inset: -parseFloat(style.outlineOffset) - width / 2 };
}

/** A computed radius in pixels: `4px`, or `50%` of the width; at most half of the box. */
function radiusOf(css: string, { width, height }: Rect): number {
  const [first = '0'] = css.split(' ');
  const radius = parseFloat(first) * (first.endsWith('%') ? width / 100 : 1);
  return Math.min(radius, width / 2, height / 2);
}

const inset = ({ x, y, width, height }: Rect, by: number): Rect => ({
  ...{ x: x + by, y: y + by },
  width: Math.max(0, width - 2 * by),
  height: Math.max(0, height - 2 * by),
});

const dashes = ({ style, width }: Side): string | null =>
  style === 'dashed' ? `${3 * width} ${2 * width}` : style === 'dotted' ? `${width} ${width}` : null;

const stroke = (side: Side) => ({
  ...painted('stroke', side.ink),
  'stroke-width': side.width,
  'stroke-dasharray': dashes(side),
});

function boxOf({ x, y, width, height }: Rect, radii: readonly number[], ground: Ink | null, line: Side | null) {
  const [tl = 0, tr = 0, br = 0, bl = 0] = radii;
  const looks = { ...painted('fill', ground), ...(line && line.width > 0 && stroke(line)) };
  if (radii.every(radius => radius === tl))
    return mark('rect', { x, y, width, height, rx: tl > 0 ? tl : null, ...looks });
  const arc = (radius: number, dx: number, dy: number) => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  const d = `M${x + tl} ${y}H${x + width - tr}${arc(tr, tr, tr)}V${y + height - br}${arc(br, -br, br)}H${x + bl}${arc(bl, -bl, -bl)}V${y + tl}${arc(tl, tl, -tl)}Z`; // prettier-ignore
  return mark('path', { d, ...looks });
}

/** One border, in the order of `sides`. */
function edge({ x, y, width, height }: Rect, side: Side, at: number): SVGElement[] {
  if (side.width === 0) return [];
  const half = side.width / 2;
  const line = [
    { x1: x, x2: x + width, y1: y + half, y2: y + half },
    { x1: x + width - half, x2: x + width - half, y1: y, y2: y + height },
    { x1: x, x2: x + width, y1: y + height - half, y2: y + height - half },
    { x1: x + half, x2: x + half, y1: y, y2: y + height },
  ][at];
  return [mark('line', { ...line, ...stroke(side) })];
}

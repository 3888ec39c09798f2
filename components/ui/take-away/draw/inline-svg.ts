import { fontOf } from './fonts';
import { inkOf, painted } from './ink';
import { mark } from './mark';
import type { Place } from './place';

/** What is drawn by itself, what holds others, and what is only referred to. All else (scripts, styles, foreign markup) is left out. */
const shapes = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);
const texts = new Set(['text', 'tspan']);
const holders = new Set([
  'svg',
  'g',
  'defs',
  'clipPath',
  'mask',
  'pattern',
  'linearGradient',
  'radialGradient',
  'stop',
]);

/** Where and how large: the attributes that are kept as they are. Looks are computed. */
const geometry = [
  ...['d', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'points', 'pathLength'],
  ...['dx', 'dy', 'rotate', 'transform', 'viewBox', 'preserveAspectRatio', 'offset'],
  ...['gradientUnits', 'gradientTransform', 'patternUnits', 'patternTransform', 'clipPathUnits', 'maskUnits'],
];

/** An SVG of the page at its place, with every look written out: no class, no variable, no id of the page. */
export function drawSvg(source: SVGSVGElement, place: Place): SVGElement[] {
  const { left, top, width, height } = source.getBoundingClientRect();
  if (width === 0 || height === 0) return [];
  const copy = copyOf(source, place);
  if (!copy) return [];
  const style = getComputedStyle(source);
  const isOpen = style.overflowX === 'visible';
  const at = { x: left - place.left, y: top - place.top, width, height, overflow: isOpen ? 'visible' : 'hidden' };
  for (const [name, value] of Object.entries(at)) copy.setAttribute(name, String(value));
  return [copy];
}

function copyOf(source: SVGElement, place: Place): SVGElement | null {
  const { localName: name, id } = source;
  const isShape = shapes.has(name);
  const isText = texts.has(name);
  if (!isShape && !isText && !holders.has(name)) return null;
  const style = getComputedStyle(source);
  if (style.display === 'none' && name !== 'defs') return null;
  if ((isShape || isText) && style.visibility !== 'visible') return null;
  const kept = Object.fromEntries(geometry.map(key => [key, source.getAttribute(key)]));
  const referred = (css: string) => urlOf(css, place);
  const children = [...source.childNodes].flatMap((child): (Node | string)[] => {
    if (child instanceof SVGElement) return [copyOf(child, place)].filter(copy => copy !== null);
    return isText && child instanceof Text ? [child.data] : [];
  });
  return mark(
    name,
    {
      ...kept,
      id: id === '' ? null : place.idOf(id),
      opacity: style.opacity === '1' ? null : style.opacity,
      'clip-path': referred(style.clipPath),
      mask: referred(style.mask),
      ...((isShape || isText) && looksOf(style, place)),
      ...(isText && { ...fontOf(style), 'text-anchor': style.textAnchor, 'dominant-baseline': unless(style.dominantBaseline, 'auto') }), // prettier-ignore
      ...(name === 'stop' && { 'stop-color': inkOf(style.stopColor)?.color, 'stop-opacity': style.stopOpacity }),
    },
    children,
  );
}

const unless = (value: string, usual: string): string | null => (value === usual ? null : value);

/** `url("#recharts1-clip")` as a reference in the drawing; null for what is none. */
function urlOf(css: string, place: Place): string | null {
  const [, id] = /url\(["']?#([^"')]+)/.exec(css) ?? [];
  return id === undefined ? null : `url(#${place.idOf(id)})`;
}

function looksOf(style: CSSStyleDeclaration, place: Place) {
  const fill = urlOf(style.fill, place);
  const ink = inkOf(style.stroke);
  return {
    ...(fill === null ? painted('fill', inkOf(style.fill), Number(style.fillOpacity)) : { fill }),
    'fill-rule': unless(style.fillRule, 'nonzero'),
    ...(ink && {
      ...painted('stroke', ink, Number(style.strokeOpacity)),
      'stroke-width': parseFloat(style.strokeWidth),
      'stroke-dasharray': unless(style.strokeDasharray.replaceAll('px', ''), 'none'),
      'stroke-linecap': unless(style.strokeLinecap, 'butt'),
      'stroke-linejoin': unless(style.strokeLinejoin, 'miter'),
      'vector-effect': unless(style.getPropertyValue('vector-effect'), 'none'),
      'paint-order': unless(style.paintOrder, 'normal'),
    }),
  };
}

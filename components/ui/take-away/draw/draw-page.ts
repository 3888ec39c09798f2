import { drawBoxes } from './boxes';
import { drawSvg } from './inline-svg';
import { mark } from './mark';
import type { Place } from './place';
import { drawText } from './texts';

/**
 * What the page shows of an element, as marks of an SVG that any program opens: boxes, lines of text at their places, the shapes of inline
 * SVGs with their looks written out, and canvases as images. Nothing is laid out anew, so that the picture is the one on the screen. Left
 * out are controls, what is hidden, and what only screen readers get.
 */
export function drawPage(element: Element, place: Place): SVGElement[] {
  const style = getComputedStyle(element);
  if (!isSeen(element, style)) return [];
  if (element instanceof SVGSVGElement) return withOpacity(style, drawSvg(element, place));
  if (element instanceof HTMLCanvasElement) return withOpacity(style, drawCanvas(element, place));
  const isVisible = style.visibility === 'visible';
  const boxes = isVisible ? drawBoxes(element, style, place) : [];
  const inner = [...element.childNodes].flatMap(child => {
    if (child instanceof Element) return drawPage(child, place);
    return child instanceof Text && isVisible ? drawText(child, style, place) : [];
  });
  return withOpacity(style, linked(element, [...boxes, ...clipped(element, style, inner, place)]));
}

const controls = 'input, select, textarea, [role=radiogroup], script, style, template';

function isSeen(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.display === 'none' || style.opacity === '0' || element.matches(controls)) return false;
  // As `sr-only` has it: a point that clips what it holds.
  const { width, height } = element.getBoundingClientRect();
  return !(style.position === 'absolute' && style.overflowX === 'hidden' && width <= 1 && height <= 1);
}

const withOpacity = ({ opacity }: CSSStyleDeclaration, marks: SVGElement[]): SVGElement[] =>
  opacity === '1' || marks.length === 0 ? marks : [mark('g', { opacity }, marks)];

const linked = (element: Element, marks: SVGElement[]): SVGElement[] =>
  element instanceof HTMLAnchorElement && /^https?:$/.test(element.protocol)
    ? [mark('a', { href: element.href }, marks)]
    : marks;

/** What stands out of an element that hides it is cut off. */
function clipped(element: Element, style: CSSStyleDeclaration, marks: SVGElement[], place: Place): SVGElement[] {
  const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  const isLarger = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
  if (!hides || !isLarger || clientWidth === 0 || marks.length === 0) return marks;
  const { left, top, width, height } = element.getBoundingClientRect();
  const id = place.idOf();
  return [
    mark('clipPath', { id }, [mark('rect', { x: left - place.left, y: top - place.top, width, height })]),
    mark('g', { 'clip-path': `url(#${id})` }, marks),
  ];
}

/** Its pixels, which stay sharp at their edges. */
function drawCanvas(canvas: HTMLCanvasElement, place: Place): SVGElement[] {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  if (width === 0 || height === 0 || canvas.width === 0 || canvas.height === 0) return [];
  return [
    mark('image', {
      ...{ x: left - place.left, y: top - place.top, width, height },
      preserveAspectRatio: 'none',
      'image-rendering': 'pixelated',
      href: canvas.toDataURL('image/png'),
    }),
  ];
}

export const svgNamespace = 'http://www.w3.org/2000/svg';

/** What XML 1.0 cannot hold, not even escaped; a model may write it. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A text that XML can hold: what it cannot is drawn as the sign for an unknown character. */
export const legible = (text: string): string => text.replace(forbidden, '\u{FFFD}');

/** Marks belong to a document that is not shown: in the one of the page, an image would be loaded when its mark is made. */
const sheet = document.implementation.createDocument(svgNamespace, 'svg');

type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** An element of an SVG. Numbers are in pixels and rounded to hundredths; attributes without a value are left out. */
export function mark(name: string, attributes: Attributes, children: readonly (Node | string)[] = []): SVGElement {
  const element = sheet.createElementNS(svgNamespace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) element.setAttribute(key, textOf(value));
  element.append(...children.map(child => (typeof child === 'string' ? legible(child) : child)));
  return element;
}

const textOf = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : legible(value);

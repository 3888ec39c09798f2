/** Markup that can stand in a page as it is. Only {@link markup} makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a piece of markup may be made of: texts are escaped, and what is absent leaves nothing. */
type Part = Markup | string | number | readonly Part[] | undefined | null | false;

/** Markup with values in it. Whatever a value holds, it is read back as text. */
export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.map((text, place) => text + written(parts[place])).join(''));

function written(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Markup) return part.text;
  return typeof part === 'object' ? part.map(written).join('') : escaped(String(part));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and halves of characters have no place in HTML, and a carriage return would be read as a line feed. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, character => entities[character] ?? '');

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export const bytesOf = (text: string): number => encoder.encode(text).length;

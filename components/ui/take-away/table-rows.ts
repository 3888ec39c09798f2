/** The cells of a table of the page as one reads them, the names of the columns first. */
export function tableRows(table: HTMLTableElement): string[][] {
  return [...table.rows].map(row =>
    [...row.cells].flatMap(cell => [readText(cell), ...Array.from({ length: cell.colSpan - 1 }, () => '')]),
  );
}

/**
 * The text of an element in one line. Blocks below each other are separated by a semicolon, those beside each other by a space. What only
 * screen readers get repeats what others see, so it counts only where nothing is to be seen.
 */
export function readText(element: Element): string {
  const read = (isSpoken: boolean) =>
    joined(element, isSpoken)
      .split('\n')
      .map(line => line.replace(/[^\S\u00a0\u202f]+/g, ' ').trim())
      .filter(line => line !== '')
      .join('; ');
  return read(false) || read(true);
}

/** Line breaks are those between blocks; the text's own are spaces. */
function joined(element: Element, isSpoken: boolean): string {
  const isBeside = /flex|grid/.test(getComputedStyle(element).display);
  return [...element.childNodes]
    .map(child => {
      if (child instanceof Text) return child.data.replaceAll('\n', ' ');
      if (!(child instanceof Element) || child instanceof SVGElement) return '';
      if (child.localName === 'br') return '\n';
      const style = getComputedStyle(child);
      if (style.display === 'none' || (!isSpoken && child.classList.contains('sr-only'))) return '';
      const text = joined(child, isSpoken);
      if (isBeside) return ` ${text} `;
      return style.display.startsWith('inline') || style.display === 'contents' ? text : `\n${text}\n`;
    })
    .join('');
}

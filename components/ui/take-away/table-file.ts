import type { FrameText } from './frame';
import { tableRows } from './table-rows';
import { csvOf, markdownCell, markdownOf } from './table-text';

/** A table of the page as a file. In Markdown it has its title above it, and below it where it comes from. */
export async function tableFile(
  table: HTMLTableElement,
  format: 'csv' | 'md',
  { title, provenance, link, date }: FrameText,
): Promise<Blob> {
  const rows = tableRows(table);
  if (format === 'csv') return new Blob([await csvOf(rows)], { type: 'text/csv' });
  const isNumeric = [...(table.rows[0]?.cells ?? [])].map(cell => getComputedStyle(cell).textAlign === 'right');
  const parts = [
    `**${markdownCell(title)}**`,
    ...(provenance === '' ? [] : [markdownCell(provenance)]),
    markdownOf(rows, isNumeric),
    `Loupe, ${date}: <${link}>`,
  ];
  return new Blob([parts.join('\n\n'), '\n'], { type: 'text/markdown' });
}

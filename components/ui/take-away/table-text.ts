/** Signs at which spreadsheets take a cell for a formula, also in full width (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A signed number with its unit; then, after a space, its interval and what else is said of it in words. No sign that computes follows the
 * number, so that no spreadsheet reads it as the first term of a formula (`-1+A1`).
 */
const number = /^[+-]\d[\d.,]*\s?[%\u00d7]?(?:(?:[;,]\s|\s\p{L})[\d\p{L}\s.,;:%=\u00d7\u2212+-]*)?$/u;

/** A cell that a spreadsheet shows and never computes. A minus sign of print before a digit becomes that of programs. */
export function harmless(cell: string): string {
  const text = cell.replace(/\u2212(?=\d)/g, '-');
  return formula.test(text) && !number.test(text) ? `'${text}` : text;
}

/** Rows as comma-separated values after RFC 4180; no cell is a formula. */
export async function csvOf(rows: readonly (readonly string[])[]): Promise<string> {
  const { default: csv } = await import('papaparse');
  return `${csv.unparse(rows.map(row => row.map(harmless)))}\r\n`;
}

/** What Markdown or HTML would take for a sign of its own. */
const signs = /[\\`*_[\]<>|~&$]/g;

/** A text in a cell of Markdown: as it is read, whatever signs are in it. */
export const markdownCell = (text: string): string => text.replace(signs, sign => `\\${sign}`);

/** Rows as a table of Markdown, the names of the columns first. `isNumeric` says which columns are set to the right. */
export function markdownOf(
  [head = [], ...body]: readonly (readonly string[])[],
  isNumeric: readonly boolean[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (isNumeric[column] ? '---:' : '---'));
  return [line(head.map(markdownCell)), line(rule), ...body.map(row => line(row.map(markdownCell)))].join('\n');
}

/**
 * The cells of a row, as many as there are columns where that can be told: empty ones behind the last column are dropped, and where commas
 * in a text were not quoted, pieces that begin with a space belong to the cell before. Otherwise as they are.
 */
export function fitCells(cells: string[], width: number, delimiter: string): string[] {
  if (cells.length <= width) return cells;
  if (cells.slice(width).every(cell => cell.trim() === '')) return cells.slice(0, width);
  const joined: string[] = [];
  for (const cell of cells) {
    if (delimiter === ',' && cell.startsWith(' ') && joined.length > 0) joined.push(`${joined.pop() ?? ''},${cell}`);
    else joined.push(cell);
  }
  return joined.length === width ? joined : cells;
}

/** A table as lines of text: columns aligned, those that hold only figures to the right. */
export function formatTable({ columns, rows }: { columns: string[]; rows: string[][] }): string {
  const cells = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...cells.map(row => width(row[column]))));
  const right = columns.map(
    (_, column) => rows.length > 0 && rows.every(row => /^[\d\u2013\u2014-]|^$/.test(row[column] ?? '')),
  );
  const line = (row: string[]) =>
    columns
      .map((_, column) => {
        const text = row[column] ?? '';
        const space = ' '.repeat((widths[column] ?? 0) - width(text));
        return right[column] ? space + text : text + space;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map(size => '\u2500'.repeat(size)).join('  ');
  return [line(columns), rule, ...rows.map(line)].join('\n');
}

const width = (text = ''): number => [...text].length;

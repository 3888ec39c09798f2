import type { ReactNode } from 'react';
import { classes } from './classes';

export interface Column<Row> {
  id: string;
  title: ReactNode;
  /** Right-aligned, tabular figures. */
  numeric?: boolean;
  cell: (row: Row, index: number) => ReactNode;
}

/**
 * A table of rows. Wide ones scroll within a region of their own, which takes focus so that a keyboard can scroll it; the header
 * stays in sight. The first column names the row.
 */
export function Table<Row>({
  caption,
  captionShown = false,
  columns,
  rows,
  rowKey,
  empty = 'Nothing here yet.',
  maxHeight,
  scrolls = true,
  className,
}: {
  caption: string;
  captionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  empty?: ReactNode;
  /** A CSS length; longer tables scroll. */
  maxHeight?: string;
  /** False where the table is only there to be read aloud: it is then no stop of the tab key. */
  scrolls?: boolean;
  className?: string;
}) {
  return (
    <div
      {...(scrolls && { role: 'region', 'aria-label': caption, tabIndex: 0 })}
      className={classes('relative rounded-md border border-line', scrolls && 'overflow-auto', className)}
      style={{ maxHeight }}
    >
      <table className="w-full border-collapse text-sm">
        <caption className={captionShown ? 'px-3 py-2 text-left text-caption text-muted' : 'sr-only'}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                className={classes(
                  'sticky top-0 z-10 bg-sunken px-3 py-2 font-semibold whitespace-nowrap shadow-[inset_0_-1px_0_var(--line-strong)]',
                  column.numeric ? 'text-right' : 'text-left',
                )}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="px-3 py-6 text-center text-muted">
                {empty}
              </td>
            </tr>
          )}
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} className="border-b border-line last:border-0">
              {columns.map((column, place) => {
                const Cell = place === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={column.id}
                    {...(place === 0 && { scope: 'row' })}
                    className={classes(
                      'px-3 py-1.5 align-top font-normal',
                      column.numeric ? 'text-right whitespace-nowrap tabular-nums' : 'text-left',
                    )}
                  >
                    {column.cell(row, index)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

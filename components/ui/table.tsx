import type { ReactNode } from 'react';
import { classes } from './classes';
import { ScrollRegion } from './scroll-region';
import { TakeAway } from './take-away/take-away';

export interface Column<Row> {
  id: string;
  title: ReactNode;
  /** Right-aligned, tabular figures. */
  numeric?: boolean;
  cell: (row: Row, index: number) => ReactNode;
}

/** The cells of the first column stay visible while the table scrolls sideways, above a fade that covers the next column. */
const stickyCell = classes(
  'group-data-sticky/scroll:sticky group-data-sticky/scroll:left-0',
  'group-data-stuck/scroll:after:absolute group-data-stuck/scroll:after:inset-y-0 group-data-stuck/scroll:after:left-full group-data-stuck/scroll:after:w-3',
  'after:pointer-events-none after:bg-linear-to-r after:from-ink/20 after:to-transparent',
  'forced-colors:after:w-0.5! forced-colors:after:bg-accent forced-colors:after:bg-none',
);

/** In the corner of a table, where it takes no room: seen under a pointer or the focus, and always on a touch screen. */
const cornerButton = classes(
  'absolute right-2 z-30 min-h-7 w-7 border border-line bg-surface text-muted hover:text-ink in-[figure]:hidden',
  'opacity-0 group-hover/table:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 [@media(hover:none)]:opacity-100',
);

/**
 * A table of rows in a `ScrollRegion`, with a button that saves it, unless its figure has one. The header stays visible. The first column
 * names the row.
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
  savedRows,
}: {
  caption: string;
  captionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  empty?: ReactNode;
  /** A CSS length. Longer tables scroll. */
  maxHeight?: string;
  /** False if only screen readers see the table. It is then not in the tab order. */
  scrolls?: boolean;
  /** All rows, where the page shows only the first of them: these are saved. */
  savedRows?: readonly Row[];
}) {
  const table = (
    <table className="w-full border-collapse text-sm">
      <caption className={captionShown ? 'px-3 py-2 pr-10 text-left text-caption text-muted' : 'sr-only'}>
        {caption}
      </caption>
      <thead>
        <tr>
          {columns.map((column, place) => (
            <th
              key={column.id}
              scope="col"
              className={classes(
                'sticky top-0 bg-sunken px-3 py-2 font-semibold whitespace-nowrap shadow-[inset_0_-1px_0_var(--line-strong)] forced-colors:border-b',
                place === 0 ? classes('z-20', stickyCell) : 'z-10',
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
                    place === 0 &&
                      classes('group-data-sticky/scroll:z-5 group-data-sticky/scroll:bg-paper', stickyCell),
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
  );
  if (!scrolls) return table;
  return (
    <div data-take-away className="group/table relative">
      <ScrollRegion label={caption} maxHeight={maxHeight}>
        {table}
      </ScrollRegion>
      <TakeAway
        title={caption}
        className={classes(cornerButton, captionShown ? 'top-1 opacity-100' : '-top-5')}
        table={
          savedRows &&
          (() => <Table caption={caption} columns={columns} rows={savedRows} rowKey={rowKey} scrolls={false} />)
        }
      />
    </div>
  );
}

'use client';

import type { ReactNode } from 'react';
import { Pages } from './pages';
import { type Column, Table } from './table';
import { TakeAway } from './take-away/take-away';

/** Items that are drawn at once. */
const perPage = 20;

/** A list of which a page cannot draw all items at once. */
export function Paged<T>({
  items,
  itemKey,
  what,
  page,
  onPage,
  saved,
  children,
}: {
  items: readonly T[];
  itemKey: (item: T) => string;
  /** What is listed, in the singular. */
  what: string;
  /** From 0. Set it to 0 when the list changes. */
  page: number;
  onPage: (page: number) => void;
  /** How all items are saved as a table. */
  saved?: { caption: string; columns: readonly Column<T>[] };
  children: (item: T) => ReactNode;
}) {
  return (
    <div data-take-away>
      {items.length > 0 && (
        <ol className="divide-y divide-line border-y border-line">
          {items.slice(page * perPage, (page + 1) * perPage).map(item => (
            <li key={itemKey(item)} className="py-2">
              {children(item)}
            </li>
          ))}
        </ol>
      )}
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-3">
        <Pages page={page} perPage={perPage} total={items.length} what={what} onPage={onPage} />
        {saved && items.length > 0 && (
          <TakeAway
            title={saved.caption}
            table={() => <Table {...saved} rows={items} rowKey={itemKey} scrolls={false} />}
          />
        )}
      </div>
    </div>
  );
}

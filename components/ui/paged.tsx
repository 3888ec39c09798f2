'use client';

import { type ReactNode, useState } from 'react';
import { Pages } from './pages';

/** Items that are drawn at once. */
const perPage = 20;

/** A list of which a page cannot draw all items at once. Give it a key, so that another list begins at its beginning. */
export function Paged<T>({
  items,
  itemKey,
  what,
  children,
}: {
  items: readonly T[];
  itemKey: (item: T) => string;
  /** What is listed, in the singular. */
  what: string;
  children: (item: T) => ReactNode;
}) {
  const [page, setPage] = useState(0);
  return (
    <>
      {items.length > 0 && (
        <ol className="divide-y divide-line border-y border-line">
          {items.slice(page * perPage, (page + 1) * perPage).map(item => (
            <li key={itemKey(item)} className="py-2">
              {children(item)}
            </li>
          ))}
        </ol>
      )}
      <Pages page={page} perPage={perPage} total={items.length} what={what} onPage={setPage} />
    </>
  );
}

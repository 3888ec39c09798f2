'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';

/** Items that are drawn at first, and more at a time. */
const some = 20;

/** A list of which a page cannot draw all items at once. Give it a key, so that another list begins at its beginning. */
export function Paged<T>({
  items,
  itemKey,
  empty,
  children,
}: {
  items: readonly T[];
  itemKey: (item: T) => string;
  empty: string;
  children: (item: T) => ReactNode;
}) {
  const [shown, show] = useState(some);
  if (items.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <>
      <ol className="divide-y divide-line border-y border-line">
        {items.slice(0, shown).map(item => (
          <li key={itemKey(item)} className="py-2">
            {children(item)}
          </li>
        ))}
      </ol>
      {items.length > shown && (
        <Button size="small" onClick={() => show(shown + some)}>
          Show more of {items.length.toLocaleString('en')}
        </Button>
      )}
    </>
  );
}

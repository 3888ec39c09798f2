'use client';

import { Button } from './button';

/** Which part of a long list is drawn, and the way to the others. */
export function Pages({
  page,
  perPage,
  total,
  what,
  onPage,
}: {
  /** From 0. */
  page: number;
  perPage: number;
  total: number;
  /** What is listed, in the singular. */
  what: string;
  onPage: (page: number) => void;
}) {
  const first = page * perPage + 1;
  const last = Math.min(total, (page + 1) * perPage);
  const pages = Math.ceil(total / perPage);
  return (
    <nav aria-label={`Pages of ${what}s`} className="flex flex-wrap items-center gap-3 text-sm text-muted">
      <span aria-live="polite">
        {total === 0
          ? `No ${what} is left.`
          : pages < 2
            ? `${total.toLocaleString('en')} ${what}${total === 1 ? '' : 's'}`
            : `${first.toLocaleString('en')} to ${last.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}s`}
      </span>
      {pages > 1 && (
        <>
          <Button size="small" disabled={page === 0} onClick={() => onPage(page - 1)}>
            Back
          </Button>
          <Button size="small" disabled={page >= pages - 1} onClick={() => onPage(page + 1)}>
            Next
          </Button>
        </>
      )}
    </nav>
  );
}

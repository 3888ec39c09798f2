'use client';

import { Table } from '@/components/ui/table';
import type { LeftOutList } from '@/lib/data/left-out';
import { figure } from './words';

/** Lines that are listed; of the others, only the number is shown. */
const mostListed = 50;

/** Lines of a file that something is said of. `title` counts them: `3 lines were left out`. Nothing where there is none. */
export function LeftOut({
  list: { total, listed },
  title,
  unit = 'Line',
}: {
  list: LeftOutList;
  title: string;
  /** What its numbers count, where that is not lines. */
  unit?: string;
}) {
  if (total === 0) return null;
  const shown = listed.slice(0, mostListed);
  return (
    <div className="space-y-1">
      <h3 className="text-sm font-semibold">{title}</h3>
      <Table
        caption={title}
        maxHeight="14rem"
        columns={[
          { id: 'line', title: unit, cell: ({ line }) => figure(line) },
          { id: 'reason', title: 'Why', cell: ({ reason }) => <span className="break-words">{reason}</span> },
        ]}
        rows={shown}
        rowKey={({ line }, place) => `${line} ${place}`}
      />
      {total > shown.length && (
        <p className="text-caption text-muted">{figure(total - shown.length)} more, further down the file.</p>
      )}
    </div>
  );
}

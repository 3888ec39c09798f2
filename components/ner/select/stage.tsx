'use client';

import { Table } from '@/components/ui/table';
import type { StageProps } from '../loop/use-loop';

/** What each selection keeps. */
export function SelectStage({ loop }: StageProps) {
  return (
    <Table
      caption="Selections"
      columns={[
        { id: 'title', title: 'Selection', cell: ({ selection }) => selection.title },
        { id: 'kept', title: 'Kept', numeric: true, cell: ({ state }) => state.pool.length.toLocaleString('en') },
        { id: 'left', title: 'Left out', numeric: true, cell: ({ state }) => state.left.length.toLocaleString('en') },
      ]}
      rows={loop.pools}
      rowKey={({ selection }) => selection.id}
    />
  );
}

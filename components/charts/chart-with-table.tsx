'use client';

import { useId, useState, type ReactNode } from 'react';
import { ChartLine, Table2 } from 'lucide-react';
import { SegmentedControl } from '../ui/segmented-control';

const views = [
  { value: 'chart', label: <ChartLine aria-hidden />, name: 'Show as a chart' },
  { value: 'table', label: <Table2 aria-hidden />, name: 'Show as a table' },
];

/**
 * The frame of every chart: what it shows, where the numbers come from, and the same numbers as a table. The picture is for the
 * eye only; a screen reader finds the table in its place, whichever of the two is shown.
 */
export function ChartWithTable({
  title,
  provenance,
  legend,
  chart,
  table,
}: {
  title: ReactNode;
  /** A `Provenance`. */
  provenance: ReactNode;
  legend?: ReactNode;
  chart: ReactNode;
  /** Draws the table; `scrolls` is false while it is only there to be read aloud and must not take focus. */
  table: (scrolls: boolean) => ReactNode;
}) {
  const id = useId();
  const [view, setView] = useState('chart');
  const isChart = view === 'chart';
  return (
    <figure aria-labelledby={`${id}-title`} className="min-w-0">
      <div className="mb-2 flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h3 id={`${id}-title`} className="text-lg leading-snug font-semibold">
            {title}
          </h3>
          {provenance}
        </div>
        <SegmentedControl label="View" size="small" value={view} onChange={setView} segments={views} />
      </div>
      {isChart && (
        <>
          {legend}
          <div aria-hidden>{chart}</div>
        </>
      )}
      <div className={isChart ? 'sr-only' : undefined}>{table(!isChart)}</div>
    </figure>
  );
}

'use client';

import { type ReactNode, useId, useState } from 'react';
import { ChartLine, Table2 } from 'lucide-react';
import { SegmentedControl } from '../ui/segmented-control';
import { TakeAway } from '../ui/take-away/take-away';

const views = [
  { value: 'chart', label: <ChartLine aria-hidden />, name: 'Show as a chart' },
  { value: 'table', label: <Table2 aria-hidden />, name: 'Show as a table' },
];

/**
 * The frame of every chart: its title, where the numbers come from, a way to save it, and a switch between the chart and a table of the same
 * numbers.
 * The chart is hidden from screen readers, which always get the table.
 */
export function ChartWithTable({
  title,
  provenance,
  legend,
  chart,
  control,
  table,
}: {
  title: ReactNode;
  /** A `Provenance`. */
  provenance: ReactNode;
  legend?: ReactNode;
  chart: ReactNode;
  /** Operates the chart: drawn over it, and not hidden as the chart is. */
  control?: ReactNode;
  /** Draws the table. `scrolls` is false while only screen readers see it, so that it takes no focus. */
  table: (scrolls: boolean) => ReactNode;
}) {
  const id = useId();
  const [view, setView] = useState('chart');
  const isChart = view === 'chart';
  return (
    <figure data-take-away aria-labelledby={`${id}-title`} className="min-w-0">
      <div className="mb-2 flex flex-wrap items-start justify-between gap-x-4 gap-y-1 sm:flex-nowrap">
        <div className="min-w-0">
          <h3 id={`${id}-title`} className="text-lg leading-snug font-semibold">
            {title}
          </h3>
          {provenance}
        </div>
        <div className="flex items-center gap-1">
          <TakeAway title={{ id: `${id}-title` }} />
          <SegmentedControl label="View" size="small" value={view} onChange={setView} segments={views} />
        </div>
      </div>
      {isChart && (
        <div data-picture>
          {legend}
          <div className="relative">
            <div aria-hidden>{chart}</div>
            {control}
          </div>
        </div>
      )}
      <div className={isChart ? 'sr-only' : undefined}>{table(!isChart)}</div>
    </figure>
  );
}

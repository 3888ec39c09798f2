'use client';

import { type ReactNode, useId, useState } from 'react';
import { ChartLine, Table2 } from 'lucide-react';
import { Calm } from '../ui/calm';
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
  choice,
  legend,
  chart,
  control,
  table,
  isLive = false,
}: {
  title: ReactNode;
  /** A `Provenance`. */
  provenance: ReactNode;
  /** Chooses what is drawn. It stands above the picture and is no part of it. */
  choice?: ReactNode;
  legend?: ReactNode;
  chart: ReactNode;
  /** Operates the chart: drawn over it, and not hidden as the chart is. */
  control?: ReactNode;
  /** Draws the table. `scrolls` is false while only screen readers see it, so that it takes no focus. */
  table: (scrolls: boolean) => ReactNode;
  /** Whether it changes with every frame, which its table then does not while only screen readers see it. */
  isLive?: boolean;
}) {
  const id = useId();
  const [view, setView] = useState('chart');
  const isChart = view === 'chart';
  return (
    <figure data-take-away aria-labelledby={`${id}-title`} className="min-w-0">
      <div className="mb-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
        <h3 id={`${id}-title`} className="text-lg leading-snug font-semibold">
          {title}
        </h3>
        {/* No higher than a line of the title, so that the provenance has all of the width below both. */}
        <div className="-mt-1.5 -mb-0.5 flex items-center gap-1 self-start">
          <TakeAway title={{ id: `${id}-title` }} />
          <SegmentedControl label="View" size="small" value={view} onChange={setView} segments={views} />
        </div>
        <div className="col-span-2">{provenance}</div>
      </div>
      {isChart && choice}
      {isChart && (
        <div data-picture>
          {legend}
          <div className="relative">
            <div aria-hidden>{chart}</div>
            {control}
          </div>
        </div>
      )}
      <div className={isChart ? 'sr-only' : undefined}>
        {isChart && isLive ? <Calm>{() => table(false)}</Calm> : table(!isChart)}
      </div>
    </figure>
  );
}

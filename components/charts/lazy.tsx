'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '../ui/skeleton';

/** In place of a chart whose script did not come: the page goes on, and the table is one press away. */
function Unavailable() {
  return (
    <p className="py-10 text-center text-muted">The chart could not be loaded. The table shows the same numbers.</p>
  );
}

const loading = () => <Skeleton className="h-48 w-full" />;

/** Recharts weighs more than a panel's first load can spare: its script comes when the first chart is drawn. */
export const LazyAccuracyChart = dynamic(
  () =>
    import('./accuracy-chart').then(
      module => module.AccuracyChart,
      () => Unavailable,
    ),
  { ssr: false, loading },
);

export const LazyBarChart = dynamic(
  () =>
    import('./bar-chart').then(
      module => module.BarChart,
      () => Unavailable,
    ),
  { ssr: false, loading },
);

export const LazyGroupChart = dynamic(
  () =>
    import('./group-chart').then(
      module => module.GroupChart,
      () => Unavailable,
    ),
  { ssr: false, loading },
);

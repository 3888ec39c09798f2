'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '../ui/skeleton';

/** Drawn in place of a chart whose script could not be loaded. */
function Unavailable() {
  return (
    <p className="py-10 text-center text-muted">The chart could not be loaded. The table shows the same numbers.</p>
  );
}

const loading = () => <Skeleton className="h-48 w-full" />;

/** Recharts is too large for the first load of a panel, so its script is loaded with the first chart. */
export const LazyAccuracyChart = dynamic(
  () =>
    import('./accuracy-chart').then(
      module => module.AccuracyChart,
      () => Unavailable,
    ),
  { ssr: false, loading },
);

export const LazyCostChart = dynamic(
  () =>
    import('./cost-chart').then(
      module => module.CostChart,
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

export const LazyShareChart = dynamic(
  () =>
    import('./share-chart').then(
      module => module.ShareChart,
      () => Unavailable,
    ),
  { ssr: false, loading },
);

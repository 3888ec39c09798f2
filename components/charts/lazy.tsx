'use client';

import dynamic from 'next/dynamic';
import { orNotice } from '../ui/lazily';
import { Skeleton } from '../ui/skeleton';

const loading = () => <Skeleton className="h-48 w-full" />;

/** Recharts is too large for the first load of a panel, so its script is loaded with the first chart. */
export const LazyAccuracyChart = dynamic(
  () => orNotice(() => import('./accuracy-chart').then(module => module.AccuracyChart)),
  { ssr: false, loading },
);

export const LazyCostChart = dynamic(() => orNotice(() => import('./cost-chart').then(module => module.CostChart)), {
  ssr: false,
  loading,
});

export const LazyBarChart = dynamic(() => orNotice(() => import('./bar-chart').then(module => module.BarChart)), {
  ssr: false,
  loading,
});

export const LazyGroupChart = dynamic(() => orNotice(() => import('./group-chart').then(module => module.GroupChart)), {
  ssr: false,
  loading,
});

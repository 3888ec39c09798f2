'use client';

import { lazily } from '../ui/lazily';
import { Skeleton } from '../ui/skeleton';

/** Recharts is too large for the first load of a panel, so its script is loaded with the first chart. */
const waiting = <Skeleton className="h-48 w-full" />;

export const LazyAccuracyChart = lazily(() => import('./accuracy-chart').then(module => module.AccuracyChart), waiting);
export const LazyShareChart = lazily(() => import('./share-chart').then(module => module.ShareChart), waiting);
export const LazyCostChart = lazily(() => import('./cost-chart').then(module => module.CostChart), waiting);
export const LazyBarChart = lazily(() => import('./bar-chart').then(module => module.BarChart), waiting);
export const LazyGroupChart = lazily(() => import('./group-chart').then(module => module.GroupChart), waiting);
export const LazyCurveChart = lazily(() => import('./curve-chart').then(module => module.CurveChart), waiting);

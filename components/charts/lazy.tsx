'use client';

import type { ComponentType, ReactNode } from 'react';
import { InTurn } from '../ui/in-turn';
import { lazily } from '../ui/lazily';
import { Skeleton } from '../ui/skeleton';

const waiting = <Skeleton className="h-48 w-full" />;

/**
 * Recharts is too large for the first load of a panel, so its script is loaded with the first chart. It takes long to draw one: each chart that
 * waited for the script is then drawn in a task of its own.
 */
const chart = <Props extends object>(load: () => Promise<ComponentType<Props>>): ((props: Props) => ReactNode) =>
  lazily(async () => {
    const Chart = await load();
    return props => (
      <InTurn instead={waiting}>
        <Chart {...props} />
      </InTurn>
    );
  }, waiting);

export const LazyAccuracyChart = chart(() => import('./accuracy-chart').then(module => module.AccuracyChart));
export const LazyShareChart = chart(() => import('./share-chart').then(module => module.ShareChart));
export const LazyCostChart = chart(() => import('./cost-chart').then(module => module.CostChart));
export const LazyBarChart = chart(() => import('./bar-chart').then(module => module.BarChart));
export const LazyGroupChart = chart(() => import('./group-chart').then(module => module.GroupChart));
export const LazyCurveChart = chart(() => import('./curve-chart').then(module => module.CurveChart));

'use client';

import { useDeferredValue, useMemo } from 'react';
import type { UnitTrace } from '@/components/trace/live-run';
import { useWorkbench } from '../context';
import { isBusy } from '../state';
import { compareRuns } from './compare-runs';
import type { Comparison } from './divergence';

/** The recorded run beside the run here, as far as that is; null where none is repeated. The page may lag a frame behind the run. */
export function useComparison(): Comparison | null {
  const original = useWorkbench(state => state.original);
  const run = useDeferredValue(useWorkbench(state => state.run));
  const live = run?.live ?? null;
  const isOver = !isBusy(run);
  // What was compared stays compared, as long as the recorded run is the same.
  const known = useMemo(() => new WeakMap<UnitTrace, Comparison>(), [original]); // eslint-disable-line react-hooks/exhaustive-deps
  return useMemo(
    () => (original && live ? compareRuns(original.live, live, isOver, known) : null),
    [original, live, isOver, known],
  );
}

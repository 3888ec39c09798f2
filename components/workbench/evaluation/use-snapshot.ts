'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { LiveRun } from '@/components/trace/live-run';
import type { Experiment, Settings } from '@/lib/experiment/panel';
import { isBusy, type RunView } from '../state';
import { type MeasuredColumn, needsResampling, type Snapshot } from './columns';

/** Milliseconds between two drawings of a run in progress: figures that change faster cannot be read, and charts take time. */
const pace = 800;

/** How a panel measures its runs. The functions must not change. */
export interface Measuring<S extends Settings, C extends MeasuredColumn> {
  /** All units that have ended, without the intervals that need resampling. */
  snapshotOf(live: LiveRun, experiment: Experiment<S>): Snapshot<C>;
  /** The same column with those intervals: slow for many problems. */
  resampled(column: C, snapshot: Snapshot<C>): C;
}

/** The run as far as it is, measured, and whether intervals are still being computed. While a run is in progress, no more often than can be read. */
export function useSnapshot<S extends Settings, C extends MeasuredColumn>(
  run: RunView<S>,
  { snapshotOf, resampled }: Measuring<S, C>,
): { snapshot: Snapshot<C>; isResampling: boolean } {
  const busy = isBusy(run);
  const live = usePaced(run.live, busy);
  const first = useMemo(() => snapshotOf(live, run.experiment), [snapshotOf, live, run.experiment]);
  const [full, setFull] = useState<{ of: Snapshot<C>; snapshot: Snapshot<C> }>();
  const isDue = !busy && needsResampling(first) && full?.of !== first;
  useEffect(() => {
    if (!isDue) return;
    let isWanted = true;
    const work = async () => {
      const columns: C[] = [];
      for (const column of first.columns) {
        await nextTask();
        if (!isWanted) return;
        columns.push(resampled(column, first));
      }
      setFull({ of: first, snapshot: { ...first, columns } });
    };
    void work();
    return () => {
      isWanted = false;
    };
  }, [first, isDue, resampled]);
  return { snapshot: full?.of === first ? full.snapshot : first, isResampling: isDue };
}

/** Between two columns the page gets to draw and to hear keys. */
const nextTask = () => new Promise(resolve => setTimeout(resolve, 16));

/** The latest state in which another unit had ended, at most once in `pace` milliseconds; the very latest once the run has ended. */
function usePaced(live: LiveRun, busy: boolean): LiveRun {
  const [shown, show] = useState(live);
  const latest = useRef(live);
  const last = useRef(0);
  useEffect(() => {
    latest.current = live;
  });
  useEffect(() => {
    const wait = Math.max(0, pace - (performance.now() - last.current));
    const timer = setTimeout(
      () => {
        last.current = performance.now();
        show(latest.current);
      },
      busy ? wait : 0,
    );
    return () => clearTimeout(timer);
  }, [live.done, live.total, busy]);
  // Another run is shown at once.
  return busy && shown.total === live.total && shown.done <= live.done ? shown : live;
}

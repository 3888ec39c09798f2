'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { LiveRun } from '@/components/trace/live-run';
import { isBusy, type RunView } from '../state';
import {
  needsResampling,
  resampled,
  snapshotOf,
  type Snapshot,
} from '@/components/divide-and-conquer/evaluation/snapshot';

/** Milliseconds between two drawings of a run under way: figures that change faster cannot be read, and charts take time. */
const pace = 800;

/** The run as far as it is, measured, and whether intervals are still being worked out. While a run goes on, no more often than can be read. */
export function useSnapshot(run: RunView): { snapshot: Snapshot; isResampling: boolean } {
  const busy = isBusy(run);
  const live = usePaced(run.live, busy);
  const first = useMemo(() => snapshotOf(live, run.experiment), [live, run.experiment]);
  const [full, setFull] = useState<{ of: Snapshot; snapshot: Snapshot }>();
  const isDue = !busy && needsResampling(first) && full?.of !== first;
  useEffect(() => {
    if (!isDue) return;
    let isWanted = true;
    const work = async () => {
      const columns = [];
      for (const column of first.columns) {
        await nextTask();
        if (!isWanted) return;
        columns.push(resampled(column, first.metric));
      }
      setFull({ of: first, snapshot: { ...first, columns } });
    };
    void work();
    return () => {
      isWanted = false;
    };
  }, [first, isDue]);
  return { snapshot: full?.of === first ? full.snapshot : first, isResampling: isDue };
}

/** Between two columns the page gets to draw and to hear keys. */
const nextTask = () => new Promise(resolve => setTimeout(resolve, 16));

/** The latest state in which another unit had ended, at most once in `pace` milliseconds; the very latest once the run stands still. */
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
  // Another run on the stage is shown at once.
  return busy && shown.total === live.total && shown.done <= live.done ? shown : live;
}

'use client';

import { useEffect, useMemo, useState } from 'react';
import type { LiveRun, UnitTrace } from '@/components/trace/live-run';
import { createPace } from '@/lib/core/pace';
import type { Experiment, Settings } from '@/lib/experiment/panel';
import { isBusy, type RunView } from '../state';
import { type MeasuredColumn, needsResampling, type Snapshot } from './columns';
import { usePaced } from './use-paced';

/** Units that are read in one go; more are read in slices, so that a large run does not block the page. */
const readAtOnce = 20;

/** Milliseconds between two reports of how many units are read. */
const reportPace = 200;

/** How a panel measures its runs. The functions must not change. */
export interface Measuring<S extends Settings, C extends MeasuredColumn> {
  /** The units that have ended and whose trials are not known yet. */
  unread(live: LiveRun): UnitTrace[];
  /** Finds the trials of one unit, which `snapshotOf` then uses. */
  read(unit: UnitTrace, experiment: Experiment<S>): void;
  /** All units that have ended, without the intervals that need resampling. */
  snapshotOf(live: LiveRun, experiment: Experiment<S>): Snapshot<C>;
  /** The same column with those intervals: slow for many problems. */
  resampled(column: C, snapshot: Snapshot<C>): C;
}

export interface Measured<C extends MeasuredColumn> {
  /** Null while the units of a large run are read. */
  snapshot: Snapshot<C> | null;
  /** Units that are read, of those that were not at first. */
  reading: { done: number; total: number };
  /** Whether intervals are still being computed. */
  isResampling: boolean;
}

/** The run as far as it is, measured. While a run is in progress, no more often than can be read. */
export function useSnapshot<S extends Settings, C extends MeasuredColumn>(
  run: RunView<S>,
  measuring: Measuring<S, C>,
): Measured<C> {
  const busy = isBusy(run);
  const live = usePaced(run.live, busy);
  const { experiment } = run;
  const { snapshotOf, resampled } = measuring;
  const reading = useReading(live, experiment, measuring);
  const isRead = reading.done === reading.total;
  const first = useMemo(() => (isRead ? snapshotOf(live, experiment) : null), [snapshotOf, live, experiment, isRead]);
  const [full, setFull] = useState<{ of: Snapshot<C>; snapshot: Snapshot<C> }>();
  const isDue = !busy && first !== null && needsResampling(first) && full?.of !== first;
  useEffect(() => {
    if (!isDue || !first) return;
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
  return { snapshot: first && full?.of === first ? full.snapshot : first, reading, isResampling: isDue };
}

/** Reads the units of a run that are not read yet: few at once, when the run is measured; many ahead of it, in slices. */
function useReading<S extends Settings, C extends MeasuredColumn>(
  live: LiveRun,
  experiment: Experiment<S>,
  { unread, read }: Measuring<S, C>,
): { done: number; total: number } {
  const units = useMemo(() => unread(live), [unread, live]);
  const [progress, setProgress] = useState({ of: units, done: 0 });
  const isMany = units.length > readAtOnce;
  useEffect(() => {
    if (!isMany) return;
    let isWanted = true;
    const work = async () => {
      const pace = createPace();
      let reported = performance.now();
      for (const [index, unit] of units.entries()) {
        try {
          read(unit, experiment);
        } catch {
          // The measuring meets the same fault where the view can say so.
          break;
        }
        const turn = pace();
        if (!turn) continue;
        if (performance.now() - reported > reportPace) {
          reported = performance.now();
          setProgress({ of: units, done: index + 1 });
        }
        await turn;
        if (!isWanted) return;
      }
      setProgress({ of: units, done: units.length });
    };
    void work();
    return () => {
      isWanted = false;
    };
  }, [units, isMany, read, experiment]);
  if (!isMany) return { done: 0, total: 0 };
  return { done: progress.of === units ? progress.done : 0, total: units.length };
}

/** Between two columns the page gets to draw and to hear keys. */
const nextTask = () => new Promise(resolve => setTimeout(resolve, 16));

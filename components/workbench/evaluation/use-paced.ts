'use client';

import { useEffect, useRef, useState } from 'react';
import type { LiveRun } from '@/components/trace/live-run';

/** Milliseconds between two drawings of a run in progress: figures that change faster cannot be read, and charts take time. */
const pace = 800;

/** The latest state in which another unit had ended, at most once in `pace` milliseconds; the very latest once the run has ended. */
export function usePaced(live: LiveRun, busy: boolean): LiveRun {
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

'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { duration } from '@/lib/core/duration';
import type { Pause } from '@/lib/engines/contract';
import { useActions } from './context';

/**
 * Why the calls of a run wait, and the seconds until the next try. The status line announces it once; a countdown that is announced would
 * interrupt a screen reader every second.
 */
export function RunPause({ pause }: { pause: Pause }) {
  const { stop } = useActions();
  const left = useTimeLeft(pause.until);
  return (
    <div role="group" aria-label="Paused" className="mt-2 border-l-4 border-warning bg-warning-soft px-3.5 py-2">
      <p className="font-semibold">Paused: the calls wait for the server.</p>
      <p>
        {pause.failure.message} {left > 0 ? `Next try in ${duration(Math.ceil(left / 1000) * 1000)}.` : 'Trying now.'}{' '}
        The run goes on by itself when it answers.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" disabled={left <= 0} onClick={pause.tryNow}>
          Try now
        </Button>
        <Button size="small" variant="ghost" onClick={stop}>
          Stop
        </Button>
      </div>
    </div>
  );
}

/** Milliseconds until a time, each second anew. */
function useTimeLeft(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, until - now);
}

'use client';

import { useEffect, useMemo, useReducer } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { Controls } from './controls';
import { first, instanceOf, reduce, shown } from './state';
import { ToyStage } from './toy-stage';
import { useTrace } from './use-trace';

/** Milliseconds between two steps. */
const beat = 1400;

/** 2-BSI step by step: two trees, and the program that decides whether the pattern occurs. */
export function Toy() {
  const [state, dispatch] = useReducer(reduce, first);
  const { seed, patternSize, baseSize, wish, flipped } = state;
  const wanted = useMemo(
    () => instanceOf({ seed, patternSize, baseSize, wish, flipped }),
    [seed, patternSize, baseSize, wish, flipped],
  );
  const decision = useTrace(wanted);
  const total = decision?.trace.steps.length ?? 0;

  useEffect(() => {
    if (!state.isPlaying) return;
    const timer = setInterval(() => dispatch({ type: 'step', of: total }), beat);
    return () => clearInterval(timer);
  }, [state.isPlaying, total]);

  return (
    <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="min-w-0 lg:order-2">
        {decision ? (
          <ToyStage {...decision} at={shown(state.at, total)} isPlaying={state.isPlaying} dispatch={dispatch} />
        ) : (
          <Skeleton className="h-96 w-full" />
        )}
      </div>
      <div className="min-w-0 lg:order-1">
        <Controls state={state} dispatch={dispatch} />
      </div>
    </div>
  );
}

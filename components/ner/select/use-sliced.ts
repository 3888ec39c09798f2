'use client';

import { useEffect, useRef, useState } from 'react';
import { asFailure } from '@/lib/core/failure';
import { createYield } from '@/lib/core/pace';

/**
 * The value of a long computation that rests between its slices, so that the page can draw and receive events. While another is computed, the
 * last value stays; null before the first. A computation that has begun is ended before the next one begins, so that a run whose results keep
 * coming is drawn, too.
 *
 * @param compute must not change as long as its value would be the same
 * @throws what the computation throws, while drawing
 */
export function useSliced<T>(compute: (rest: () => Promise<void>) => Promise<T>): T | null {
  const [state, setState] = useState<{ value: T } | { error: unknown } | null>(null);
  const wanted = useRef(compute);
  const isBusy = useRef(false);
  const leaving = useRef<AbortController>(undefined);

  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current?.abort();
  }, []);

  useEffect(() => {
    wanted.current = compute;
    if (isBusy.current) return;
    isBusy.current = true;
    const work = async () => {
      const rest = createYield();
      for (let done: typeof compute | undefined; done !== wanted.current;) {
        done = wanted.current;
        try {
          const value = await done(() => rest(leaving.current?.signal));
          setState({ value });
        } catch (error) {
          if (asFailure(error).kind === 'cancelled') break;
          setState({ error });
        }
      }
      isBusy.current = false;
    };
    void work();
  }, [compute]);

  if (state && 'error' in state) throw state.error;
  return state?.value ?? null;
}

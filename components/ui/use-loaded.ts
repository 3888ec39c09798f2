'use client';

import { useEffect, useState } from 'react';
import { asFailure, type Failure } from '@/lib/core/failure';

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; failure: Failure };

/** Calls `load` once when the component mounts. `load` must be a stable function: a module's, or a memoised one. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal).then(
      value => {
        if (!controller.signal.aborted) setLoaded({ state: 'ready', value });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setLoaded({ state: 'failed', failure: asFailure(error) });
      },
    );
    return () => controller.abort();
  }, [load]);
  return loaded;
}

'use client';

import { useEffect, useState } from 'react';
import { asFailure, type Failure } from '@/lib/core/failure';

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; failure: Failure };

/** What `load` gives, once for the life of the component. `load` must be a function of a module, or memoised. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal).then(
      value => setLoaded({ state: 'ready', value }),
      (error: unknown) => {
        if (!controller.signal.aborted) setLoaded({ state: 'failed', failure: asFailure(error) });
      },
    );
    return () => controller.abort();
  }, [load]);
  return loaded;
}

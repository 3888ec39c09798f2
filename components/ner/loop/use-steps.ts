'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { atOnce, inSlices, type Steps } from '@/lib/core/steps';

type Make<T> = () => Steps<T>;

/** The result of a computation that may take long. */
export interface Computed<T> {
  /** The latest result; null before the first. */
  value: T | null;
  /** Whether it is that of the present computation, and not of an earlier one. */
  isCurrent: boolean;
}

/**
 * Computes in slices behind the drawing of the page; a short computation, `isShort`, at once. A newer computation waits until the one that
 * goes on has ended: while a run goes on, they would otherwise end each other.
 *
 * @param make must not change as long as its result would not
 */
export function useSteps<T>(make: Make<T>, isShort = false): Computed<T> {
  const now = useMemo(() => (isShort ? { value: atOnce(make()) } : null), [make, isShort]);
  const [later, setLater] = useState<{ of: Make<T>; value: T } | { error: unknown }>();
  const wanted = useRef<Make<T> | null>(null);
  const isWorking = useRef(false);
  const ending = useRef<AbortController>(null);
  useEffect(() => {
    const controller = (ending.current = new AbortController());
    return () => {
      controller.abort();
      isWorking.current = false;
    };
  }, []);
  useEffect(() => {
    wanted.current = isShort ? null : make;
    if (isWorking.current || !wanted.current) return;
    isWorking.current = true;
    const { signal } = ending.current ?? new AbortController();
    const work = async () => {
      // The page is drawn first.
      await new Promise(resolve => setTimeout(resolve, 0));
      while (wanted.current && !signal.aborted) {
        const of = wanted.current;
        const value = await inSlices(of(), signal);
        if (wanted.current === of) wanted.current = null;
        setLater({ of, value });
      }
      isWorking.current = false;
    };
    work().catch((error: unknown) => {
      if (signal.aborted) return;
      isWorking.current = false;
      setLater({ error });
    });
  }, [make, isShort]);
  if (now) return { value: now.value, isCurrent: true };
  if (later && 'error' in later) throw later.error;
  return { value: later?.value ?? null, isCurrent: later?.of === make };
}

'use client';

import { useEffect, useRef, useState } from 'react';
import { asFailure } from '@/lib/core/failure';
import type { Progress } from '@/lib/engines/contract';

type Work = (signal: AbortSignal, onProgress: (step: Progress) => void) => Promise<void>;

/** One piece of work at a time, with its progress and its failure. `stop` and leaving the page cancel it. */
export function useWork() {
  const controller = useRef<AbortController>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [step, setStep] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [refusal, refuse] = useState('');
  useEffect(() => () => controller.current?.abort(), []);

  const clear = () => {
    setFailure(null);
    refuse('');
    setStep(null);
  };
  return {
    isBusy,
    step,
    failure,
    /** Why the work cannot go on, as a sentence that the work itself gave to `refuse`. */
    refusal,
    refuse,
    clear,
    stop: () => controller.current?.abort(),
    async run(work: Work) {
      const own = (controller.current = new AbortController());
      clear();
      setIsBusy(true);
      try {
        await work(own.signal, setStep);
      } catch (error) {
        if (asFailure(error).kind !== 'cancelled') setFailure(error);
      } finally {
        setIsBusy(false);
      }
    },
  };
}

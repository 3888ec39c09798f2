'use client';

import { useEffect, useState } from 'react';
import type { Instance } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import { traceOf, type Trace } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/trace';

/** Trees and the steps of the program on them, which belong together. */
export interface Decision {
  instance: Instance;
  trace: Trace;
}

/** Runs the program on the trees. While it runs, which takes a moment, the decision before it stays; null before the first. */
export function useTrace(instance: Instance): Decision | null {
  const [decision, setDecision] = useState<Decision | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void traceOf(instance).then(trace => isCurrent && setDecision({ instance, trace }));
    return () => {
      isCurrent = false;
    };
  }, [instance]);
  return decision;
}

'use client';

import { useEffect, useState } from 'react';
import type { Instance } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import { type Trace, traceOf } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/trace';

/** Two trees and the steps of the program on them. */
export interface Decision {
  instance: Instance;
  trace: Trace;
}

/** Runs the program on the trees. Until it ends, this is the previous decision; null before the first. */
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

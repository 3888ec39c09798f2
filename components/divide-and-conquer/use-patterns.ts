'use client';

import { useEffect, useState } from 'react';
import { loadPatterns } from '@/lib/panels/divide-and-conquer/tasks/own/checker';
import type { Checker } from './own-task';

/** Fetches the engine of patterns when a checker needs it; the component draws again once it is there. */
export function usePatterns(checker: Checker): boolean {
  const [isHere, setIsHere] = useState(false);
  useEffect(() => {
    if (checker !== 'pattern') return;
    let isWanted = true;
    // Where it does not come, nothing is said of patterns, and a run fails with a notice.
    void loadPatterns().then(
      () => isWanted && setIsHere(true),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [checker]);
  return isHere;
}

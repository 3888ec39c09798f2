'use client';

import { useEffect, useState } from 'react';
import { type Checker, loadPatterns } from '@/lib/panels/divide-and-conquer/tasks/own/checker';

/** Loads the pattern engine if the checker needs it. Renders the component again when the engine is there, and returns whether it is. */
export function usePatterns(checker: Checker): boolean {
  const [isHere, setIsHere] = useState(false);
  useEffect(() => {
    if (checker !== 'pattern') return;
    let isWanted = true;
    // If the engine cannot be loaded, the editor says nothing about patterns. A run then fails and says why.
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

'use client';

import { useSyncExternalStore } from 'react';

/** Whether a media query holds. `isExpected` is the answer where nobody knows the screen: in a page that is rendered ahead. */
export function useMediaQuery(query: string, isExpected: boolean): boolean {
  return useSyncExternalStore(
    changed => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
    () => isExpected,
  );
}

'use client';

import { useSyncExternalStore } from 'react';

const still = '(prefers-reduced-motion: reduce)';

/** Whether the system asks for less motion: then nothing moves by itself. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    changed => {
      const query = matchMedia(still);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(still).matches,
    () => false,
  );
}

'use client';

import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void) => {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
};

/** Pixels of a rem, for what is drawn in pixels beside text. In stage mode it follows the size of the window. */
export const useRem = (): number =>
  useSyncExternalStore(
    subscribe,
    () => parseFloat(getComputedStyle(document.documentElement).fontSize),
    () => 16,
  );

'use client';

import { useSyncExternalStore } from 'react';

const usual = 16;
const listeners = new Set<() => void>();
let rem: number | null = null;
let observer: ResizeObserver | null = null;

/**
 * An element that is a rem wide tells when the size changes: with the window in stage mode, or with the text size of the browser. Asking for
 * the size at each drawing would have the browser compute all styles in the middle of it.
 */
function watch(): void {
  const probe = document.createElement('span');
  probe.ariaHidden = 'true';
  probe.style.cssText = 'position: fixed; width: 1rem; height: 0; visibility: hidden; pointer-events: none';
  document.body.append(probe);
  observer = new ResizeObserver(() => {
    rem = null;
    for (const changed of listeners) changed();
  });
  observer.observe(probe);
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  if (!observer) watch();
  return () => void listeners.delete(changed);
}

const read = (): number => (rem ??= parseFloat(getComputedStyle(document.documentElement).fontSize));

/** Pixels of a rem, for what is drawn in pixels beside text. */
export const useRem = (): number => useSyncExternalStore(subscribe, read, () => usual);

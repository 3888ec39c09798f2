'use client';

import { useEffect, useState } from 'react';

/** Milliseconds after the scripts of a page have come, in which it fetches what it shows. */
const settling = 4000;

/**
 * Whether the page has had time to show itself: what is fetched ahead for later, the other pages and the copy for use without a network, would
 * take a slow line from it.
 */
export function useIsSettled(): boolean {
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      timer = setTimeout(() => setIsSettled(true), settling);
    };
    if (document.readyState === 'complete') wait();
    else addEventListener('load', wait, { once: true });
    return () => {
      removeEventListener('load', wait);
      clearTimeout(timer);
    };
  }, []);
  return isSettled;
}

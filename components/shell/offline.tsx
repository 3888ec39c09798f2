'use client';

import { useEffect } from 'react';

/** Waits so that the first page loads its model without competition for the network. In milliseconds. */
const settleMs = 4000;

/**
 * Registers the service worker, which keeps pages, model and experiments for use without a network. A development server has none. A
 * browser that refuses it (private browsing, plain http) uses the network.
 */
export function Offline() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
    const register = () =>
      void navigator.serviceWorker.register(`${process.env.NEXT_PUBLIC_BASE_PATH}/sw.js`).catch(() => {});
    const timer = setTimeout(register, settleMs);
    return () => clearTimeout(timer);
  }, []);
  return null;
}

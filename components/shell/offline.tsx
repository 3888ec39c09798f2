'use client';

import { useEffect } from 'react';

/** Long enough for a first page to load its own model undisturbed. */
const settleMs = 4000;

/**
 * Registers the service worker of the built site, which keeps pages, model and experiments for use without a network. Only there:
 * a development server has none. A browser that refuses (private browsing, plain http) works on, with the network.
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

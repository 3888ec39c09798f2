'use client';

import { useEffect } from 'react';
import { useIsSettled } from './use-is-settled';

/**
 * Registers the service worker, which keeps pages, model and experiments for use without a network. A development server has none. A
 * browser that refuses it (private browsing, plain http) uses the network.
 */
export function Offline() {
  const isSettled = useIsSettled();
  useEffect(() => {
    if (!isSettled || process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
    void navigator.serviceWorker.register(`${process.env.NEXT_PUBLIC_BASE_PATH}/sw.js`).catch(() => {});
  }, [isSettled]);
  return null;
}

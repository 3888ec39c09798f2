'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * A hidden status line for screen readers. It announces the latest `message` politely, at most once in `minInterval` milliseconds, so
 * that progress does not interrupt the reader all the time. An `urgent` message, such as a start or an end, is announced at once.
 */
export function LiveRegion({
  message,
  urgent = false,
  minInterval = 10_000,
}: {
  message: string;
  urgent?: boolean;
  minInterval?: number;
}) {
  const [announced, setAnnounced] = useState('');
  const announcedAt = useRef(-Infinity);

  useEffect(() => {
    const wait = urgent ? 0 : Math.max(0, announcedAt.current + minInterval - Date.now());
    // A timer also for no wait: a live region must be in the page before its text changes.
    const timer = setTimeout(() => {
      announcedAt.current = Date.now();
      setAnnounced(message);
    }, wait);
    return () => clearTimeout(timer);
  }, [message, urgent, minInterval]);

  return (
    <div role="status" aria-live="polite" className="sr-only">
      {announced}
    </div>
  );
}

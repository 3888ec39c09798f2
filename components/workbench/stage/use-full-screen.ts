'use client';

import { useEffect, useEffectEvent, useState } from 'react';

/** Whether the page fills the screen. The browser takes Escape for itself then, and only tells that the full screen has ended: `onEnd`. */
export function useFullScreen(onEnd: () => void): boolean {
  const [isFull, setIsFull] = useState(() => document.fullscreenElement !== null);
  const onChange = useEffectEvent(() => {
    const next = document.fullscreenElement !== null;
    setIsFull(next);
    if (!next) onEnd();
  });
  useEffect(() => {
    const listener = () => onChange();
    document.addEventListener('fullscreenchange', listener);
    return () => document.removeEventListener('fullscreenchange', listener);
  }, []);
  return isFull;
}

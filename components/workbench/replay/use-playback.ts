'use client';

import { useEffect, useState } from 'react';

/** Steps a second. */
export const speeds = [1, 3, 10, 30] as const;
export type Speed = (typeof speeds)[number];

/** Plays the steps one after the other, until the last. */
export function usePlayback({ at, total, go }: { at: number; total: number; go: (at: number) => void }) {
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(3);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => {
      go(at + 1);
      if (at + 1 >= total) setIsPlaying(false);
    }, 1000 / speed);
    return () => clearTimeout(timer);
  }, [isPlaying, at, total, speed, go]);
  return {
    isPlaying,
    speed,
    setSpeed,
    pause: () => setIsPlaying(false),
    play() {
      // At the end, Play starts over.
      if (at >= total) go(0);
      setIsPlaying(true);
    },
  };
}

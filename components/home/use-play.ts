'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

interface Play {
  /** 0 to `last`. */
  at: number;
  isPlaying: boolean;
  play(): void;
  stop(): void;
  /** Goes to a step and stays there. */
  goTo(at: number): void;
}

/**
 * A picture that stands at its last step, plays once when it is first seen whole, and again when asked: from where it stands, or from the start
 * where it has ended. It stays as it is for readers who want less motion, and while the focus is in it, until they ask.
 *
 * @param beat milliseconds a step
 * @param patience milliseconds before it plays by itself
 */
export function usePlay(frame: RefObject<HTMLElement | null>, last: number, beat: number, patience: number): Play {
  const [at, setAt] = useState(last);
  const [isPlaying, setIsPlaying] = useState(false);
  /** Whether it has played by itself, or the reader has taken it in hand. */
  const isTouched = useRef(false);

  const start = (from: number) => {
    isTouched.current = true;
    setAt(from);
    setIsPlaying(true);
  };

  useEffect(() => {
    const element = frame.current;
    if (!element || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      entries => {
        clearTimeout(timer);
        if (isTouched.current) observer.disconnect();
        else if (entries.at(-1)?.isIntersecting)
          timer = setTimeout(() => {
            observer.disconnect();
            // At the start, what has the focus may not be there.
            if (!isTouched.current && !element.contains(document.activeElement)) start(0);
          }, patience);
      },
      { threshold: 0.75 },
    );
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [frame, patience]);

  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => (at < last ? setAt(at + 1) : setIsPlaying(false)), beat);
    return () => clearTimeout(timer);
  }, [isPlaying, at, last, beat]);

  return {
    at,
    isPlaying,
    play: () => start(at < last ? at : 0),
    stop: () => setIsPlaying(false),
    goTo(step) {
      isTouched.current = true;
      setIsPlaying(false);
      setAt(step);
    },
  };
}

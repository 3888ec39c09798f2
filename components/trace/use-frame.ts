'use client';

import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Down to this scale a tree is made to fit by itself: its smallest type, of 12 px, can still be read. */
const readable = 0.8;

interface Frame {
  ref: RefObject<HTMLDivElement | null>;
  /** At which the picture is drawn. */
  scale: number;
  /** Whether the picture at its readable size is wider than the frame. */
  isTooWide: boolean;
}

/**
 * The frame that a picture of `width` pixels scrolls in. A picture that is a little too wide is made to fit; a wider one keeps its size
 * unless `isFitted`. The middle, or for a sequence its left end, is kept in sight while the tree grows beyond the frame, until a hand
 * has scrolled.
 */
export function useFrame(width: number, isSequence: boolean, isFitted: boolean): Frame {
  const ref = useRef<HTMLDivElement>(null);
  const mine = useRef(0);
  const [room, setRoom] = useState(Infinity);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    setRoom(element.clientWidth);
    return () => observer.disconnect();
  }, []);

  const needed = Math.min(1, room / width);
  const isTooWide = needed < readable;
  const scale = isTooWide && !isFitted ? 1 : needed;
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const hidden = element.scrollWidth - element.clientWidth;
    // A tree that begins anew is narrow and pushes the view back to the left: that was no hand.
    if (Math.abs(element.scrollLeft - Math.min(mine.current, hidden)) > 1) return;
    element.scrollLeft = isSequence ? 0 : hidden / 2;
    mine.current = element.scrollLeft;
  }, [width, scale, isSequence]);
  return { ref, scale, isTooWide };
}

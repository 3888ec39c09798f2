'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Room } from './fit';
import { unitsOfRem } from './sizes';

/** What is left of the screen below `top` (pixels of the document); all of it for a frame that begins below the first screen. */
const heightBelow = (top: number): string =>
  `clamp(16rem, calc(100vh - ${Math.round(top)}px - var(--room-below, 1rem)), 40rem)`;

interface Measured {
  /** Null before the first measurement. */
  room: Room | null;
  /** CSS length of the frame's greatest height. */
  maxHeight: string;
}

/**
 * The room that a picture may use inside `outer`, in the picture's units, measured again when the frame, the window, the size of the
 * text or the height of the page changes, and not when the page is scrolled. `probe` is an element of `outer` that is one rem wide and
 * `maxHeight` high: so the browser itself turns lengths into pixels.
 */
export function useRoom(
  outer: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
  given: string | undefined,
): Measured {
  const [room, setRoom] = useState<Room | null>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const place = () => {
      const distance = (outer.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      // Below the first screen a reader scrolls to it first; 7rem are for the header and what belongs to the tree.
      setTop(distance < window.innerHeight ? distance : 112);
    };
    const measure = () => {
      const frame = outer.current;
      const measured = probe.current?.getBoundingClientRect();
      if (!frame || !measured || measured.width === 0) return;
      const unit = measured.width / unitsOfRem;
      const next = { width: Math.floor(frame.clientWidth / unit), height: Math.floor(measured.height / unit) };
      setRoom(known => (known?.width === next.width && known.height === next.height ? known : next));
    };
    place();
    measure();
    const observer = new ResizeObserver(measure);
    if (outer.current) observer.observe(outer.current);
    if (probe.current) observer.observe(probe.current);
    window.addEventListener('resize', place);
    // What stands above the picture grows during a run, which moves the picture down.
    const page = new ResizeObserver(place);
    page.observe(document.body);
    return () => {
      observer.disconnect();
      page.disconnect();
      window.removeEventListener('resize', place);
    };
  }, [outer, probe]);
  return { room, maxHeight: given ?? heightBelow(top) };
}

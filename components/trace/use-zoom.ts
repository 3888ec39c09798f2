'use client';

import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Twice the size at which everything can just be read. */
const greatest = 2;

/** Factor of one press of a button or a key. */
const step = 1.25;

interface Point {
  x: number;
  y: number;
}

/** A point of the picture, at scale 1, that stays where it is on the screen while the scale changes. */
interface Anchor {
  screen: Point;
  picture: Point;
}

export interface Zoom {
  scale: number;
  /** Whether a hand chose the scale. */
  isChosen: boolean;
  canGrow: boolean;
  canShrink: boolean;
  /** One step nearer or farther around a point of the screen; without one, around the middle of the frame. */
  nearer: (point?: Point) => void;
  farther: (point?: Point) => void;
  /** Follows the room again. */
  reset: () => void;
}

/**
 * The scale of a picture in a scrolling frame: `fit`, until a hand chooses another between that and twice the readable size. Ctrl or ⌘
 * with the wheel, which is also the pinch of a trackpad, and two fingers zoom around their place.
 */
export function useZoom(
  frame: RefObject<HTMLElement | null>,
  picture: RefObject<HTMLElement | null>,
  fit: number,
): Zoom {
  const [chosen, setChosen] = useState<number | null>(null);
  const anchor = useRef<Anchor | null>(null);
  const most = Math.max(greatest, fit);
  const scale = chosen === null ? fit : Math.min(most, Math.max(fit, chosen));

  const zoomTo = (wanted: number, point?: Point) => {
    const inner = picture.current?.getBoundingClientRect();
    const outer = frame.current?.getBoundingClientRect();
    const next = wanted <= fit * 1.01 ? fit : Math.min(most, wanted);
    if (!inner || !outer || next === scale) return;
    const screen = point ?? { x: outer.left + outer.width / 2, y: outer.top + outer.height / 2 };
    anchor.current = {
      screen,
      picture: { x: (screen.x - inner.left) / scale, y: (screen.y - inner.top) / scale },
    };
    setChosen(next === fit ? null : next);
  };

  useLayoutEffect(() => {
    const inner = picture.current?.getBoundingClientRect();
    const held = anchor.current;
    anchor.current = null;
    if (!inner || !held || !frame.current) return;
    frame.current.scrollBy({
      left: inner.left + held.picture.x * scale - held.screen.x,
      top: inner.top + held.picture.y * scale - held.screen.y,
      behavior: 'instant',
    });
  }, [frame, picture, scale]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomTo(scale * Math.exp(-pixelsOf(event) / 300), { x: event.clientX, y: event.clientY });
  });
  const pinch = useRef<{ distance: number; scale: number } | null>(null);
  const onTouch = useEffectEvent((event: TouchEvent) => {
    const [a, b] = event.touches;
    if (!a || !b) {
      pinch.current = null;
      return;
    }
    event.preventDefault();
    const distance = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    pinch.current ??= { distance, scale };
    const middle = { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
    if (event.type === 'touchmove') zoomTo((pinch.current.scale * distance) / pinch.current.distance, middle);
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // React listens passively to these, and then the page would zoom.
    const controller = new AbortController();
    const active = { passive: false, signal: controller.signal };
    element.addEventListener('wheel', event => onWheel(event), active);
    for (const name of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const)
      element.addEventListener(name, event => onTouch(event), active);
    return () => controller.abort();
  }, [frame]);

  return {
    scale,
    isChosen: chosen !== null,
    canGrow: scale < most - 0.01,
    canShrink: scale > fit * 1.01,
    nearer: point => zoomTo(scale * step, point),
    farther: point => zoomTo(scale / step, point),
    reset: () => setChosen(null),
  };
}

/** Pixels of a turn of the wheel, at most those of one notch: some mice turn by lines. */
const pixelsOf = ({ deltaY, deltaMode }: WheelEvent): number =>
  Math.max(-100, Math.min(100, deltaMode === WheelEvent.DOM_DELTA_LINE ? deltaY * 30 : deltaY));

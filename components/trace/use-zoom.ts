'use client';

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { scrollWithin } from './reveal';

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
  /** Is kept in the frame. */
  element?: Element;
}

export interface Zoom {
  scale: number;
  /** Whether a hand chose the scale. */
  isChosen: boolean;
  canGrow: boolean;
  canShrink: boolean;
  /** One step nearer or farther around an element of the picture; without one, around the middle of the frame. */
  nearer: (element?: Element) => void;
  farther: (element?: Element) => void;
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

  const zoomTo = (wanted: number, screen: Point, element?: Element) => {
    const inner = picture.current?.getBoundingClientRect();
    const next = wanted <= fit * 1.01 ? fit : Math.min(most, wanted);
    if (!inner || next === scale) return;
    anchor.current = {
      screen,
      picture: { x: (screen.x - inner.left) / scale, y: (screen.y - inner.top) / scale },
      element,
    };
    setChosen(next === fit ? null : next);
  };

  const zoomBy = (factor: number, element?: Element) => {
    const around = element ?? frame.current;
    if (around) zoomTo(scale * factor, middleOf(around), element);
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
    if (held.element) scrollWithin(frame.current, [held.element]);
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
    nearer: element => zoomBy(step, element),
    farther: element => zoomBy(1 / step, element),
    reset: () => setChosen(null),
  };
}

function middleOf(element: Element): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Pixels of a turn of the wheel, at most those of one notch: some mice turn by lines. */
const pixelsOf = ({ deltaY, deltaMode }: WheelEvent): number =>
  Math.max(-100, Math.min(100, deltaMode === WheelEvent.DOM_DELTA_LINE ? deltaY * 30 : deltaY));

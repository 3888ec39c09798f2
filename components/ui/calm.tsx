'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Milliseconds between two drawings. */
const pace = 1000;

/**
 * What only screen readers see, of a picture that changes with every frame: nobody could follow it faster than it is drawn here, and laying it
 * out takes as long as the picture. A change after a pause is drawn at once, and the last one always.
 */
export function Calm({ children }: { children: () => ReactNode }): ReactNode {
  const [shown, show] = useState(() => children);
  const latest = useRef(children);
  const drawn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = children;
    if (timer.current !== null || children === shown) return;
    const draw = () => {
      timer.current = null;
      drawn.current = performance.now();
      show(() => latest.current);
    };
    const wait = drawn.current + pace - performance.now();
    if (wait <= 0) draw();
    else timer.current = setTimeout(draw, wait);
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return shown();
}

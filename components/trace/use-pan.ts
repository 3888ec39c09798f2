'use client';

import { type MouseEvent, type PointerEvent, type RefObject, useRef } from 'react';

/** Pixels that a pointer moves before a press is a drag. */
const threshold = 4;

/** Handlers that let a mouse or a pen drag what a frame shows. Touch scrolls by itself. The click that ends a drag is no click. */
export function usePan(frame: RefObject<HTMLElement | null>, onPan: () => void) {
  const drag = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  const hasMoved = useRef(false);
  return {
    onPointerDown(event: PointerEvent) {
      const element = frame.current;
      hasMoved.current = false;
      if (!element || event.button !== 0 || event.pointerType === 'touch') return;
      const overflows = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      if (!overflows) return;
      if (event.target === element) {
        // The scrollbar: it drags by itself.
        onPan();
        return;
      }
      drag.current = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop };
    },
    onPointerMove(event: PointerEvent) {
      const element = frame.current;
      const from = drag.current;
      if (!element || !from) return;
      const moved = { x: event.clientX - from.x, y: event.clientY - from.y };
      if (!hasMoved.current && Math.hypot(moved.x, moved.y) < threshold) return;
      if (!hasMoved.current) {
        element.setPointerCapture(event.pointerId);
        onPan();
      }
      hasMoved.current = true;
      element.scrollTo({ left: from.left - moved.x, top: from.top - moved.y, behavior: 'instant' });
    },
    onPointerUp() {
      drag.current = null;
    },
    onPointerCancel() {
      drag.current = null;
    },
    onClickCapture(event: MouseEvent) {
      if (!hasMoved.current) return;
      hasMoved.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

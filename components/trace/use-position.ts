'use client';

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { Room } from './fit';
import type { TreePicture } from './picture';
import { isOffScreen, scrollWithin } from './reveal';
import type { Zoom } from './use-zoom';

/**
 * Where a picture that is larger than its frame is looked at from: its root in the middle, or the left end of a sequence, until a hand
 * has zoomed or moved it (`hold`); then it stays until `release`.
 */
export function useHome(frame: RefObject<HTMLElement | null>, picture: TreePicture, zoom: Zoom, room: Room) {
  const isHeld = useRef(false);
  const goHome = () => {
    const element = frame.current;
    const [root] = picture.nodes;
    if (!element || !root) return;
    const share = (root.x + root.width / 2) / picture.width;
    const left = root.node.isSequence ? 0 : element.scrollWidth * share - element.clientWidth / 2;
    element.scrollTo({ left, top: 0, behavior: 'instant' });
  };
  const onChange = useEffectEvent(() => {
    if (!isHeld.current && !zoom.isChosen) goHome();
  });
  useLayoutEffect(() => onChange(), [picture.width, picture.height, zoom.scale, room]);
  return {
    hold: () => {
      isHeld.current = true;
    },
    release: () => {
      isHeld.current = false;
      goHome();
    },
  };
}

/** Brings the open step into the frame when it changes; the page moves only where the frame is off the screen. */
export function useRevealed(frame: RefObject<HTMLElement | null>, selected: string | null, onMove: () => void): void {
  const reveal = useEffectEvent((step: string) => {
    const element = frame.current;
    const target = element?.querySelector(`[data-step="${CSS.escape(step)}"]`);
    if (!element || !target) return;
    onMove();
    scrollWithin(element, [target]);
    if (isOffScreen(element)) element.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => {
    if (selected !== null) reveal(selected);
  }, [selected]);
}

'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { nextFrame } from './next-frame';

const waiting: (() => void)[] = [];
let isGoing = false;

function serve(): void {
  isGoing = waiting.length > 0;
  if (!isGoing) return;
  waiting.shift()?.();
  // A chart takes two tasks: it is measured in the frame that comes, and drawn before the next.
  nextFrame(() => nextFrame(serve));
}

/** Calls back in a task of its own, after those that were asked for before. Returns a function that takes this back. */
function takeTurn(callback: () => void): () => void {
  waiting.push(callback);
  if (!isGoing) {
    isGoing = true;
    setTimeout(serve);
  }
  return () => {
    const place = waiting.indexOf(callback);
    if (place >= 0) waiting.splice(place, 1);
  };
}

/**
 * Draws its children for the first time in a frame of their own. Several charts that are drawn in one task keep the page from answering for as
 * long as all of them take.
 */
export function InTurn({ instead, children }: { instead: ReactNode; children: ReactNode }): ReactNode {
  const [isDrawn, setIsDrawn] = useState(false);
  useEffect(() => takeTurn(() => setIsDrawn(true)), []);
  return isDrawn ? children : instead;
}

'use client';

import { useRem } from '../ui/use-rem';

/** On a wide screen, this part of its width is always free for text beside the marks. */
const freePart = 1 / 9;

/**
 * The space that text needs in a chart, in pixels: `size` at a root font size of 16 pixels, otherwise in proportion to it. At most `most`,
 * so that large text leaves room for the marks on a narrow screen; ticks then wrap.
 */
export function useScaled(): (size: number, most?: number) => number {
  const rem = useRem();
  return (size, most = Infinity) => Math.min(Math.max(most, window.innerWidth * freePart), (size * rem) / 16);
}

import type { CSSProperties } from 'react';
import { seriesColor } from '@/components/ui/palette';

/** How a label is drawn: by colour and by the pattern of its line, so that labels differ in grey, too. */
export interface LabelStyle {
  /** Index in the palette of series: `seriesColor`. */
  color: number;
  line: 'solid' | 'dashed' | 'dotted' | 'double';
}

const lines = ['solid', 'dashed', 'dotted', 'double'] as const;

/** The style of a label by its place in the label set; a label outside of the set is grey, as the first series is. */
export function labelStyle(label: string, labels: readonly string[]): LabelStyle {
  const place = labels.indexOf(label);
  if (place < 0) return { color: 0, line: 'dotted' };
  return { color: 1 + (place % 7), line: lines[place % lines.length] ?? 'solid' };
}

/** The patterns as images that repeat to the right, and the size of one, in pixels. */
const patterns = {
  solid: { image: (c: string) => `linear-gradient(${c}, ${c})`, size: '8px 2px' },
  dashed: { image: (c: string) => `linear-gradient(90deg, ${c} 0 5px, transparent 5px 8px)`, size: '8px 2px' },
  dotted: { image: (c: string) => `linear-gradient(90deg, ${c} 0 2px, transparent 2px 4px)`, size: '4px 3px' },
  double: { image: (c: string) => `linear-gradient(${c} 0 1px, transparent 1px 3px, ${c} 3px 4px)`, size: '8px 4px' },
};

/** Pixels of a lane: a line and a gap. */
export const laneHeight = 6;

/** A line below a text. */
export interface Underline extends LabelStyle {
  /** From 0, next to the text. */
  lane: number;
  isFaint: boolean;
}

/**
 * The lines of a piece of inline text as its background. A background, unlike a box at an absolute place, is drawn on every line over which the
 * piece wraps (`box-decoration-break: clone`).
 *
 * @param depth lanes of the whole text, so that a lane has the same place in all of its pieces
 */
export function underlines(all: readonly Underline[], depth: number): CSSProperties {
  const layers = all.map(({ color, line, lane, isFaint }) => {
    const ink = seriesColor(color);
    const { image, size } = patterns[line];
    return {
      image: image(isFaint ? `color-mix(in srgb, ${ink} 45%, transparent)` : ink),
      size,
      position: `left 0 bottom ${(depth - 1 - lane) * laneHeight}px`,
    };
  });
  return {
    paddingBottom: depth * laneHeight,
    backgroundImage: layers.map(({ image }) => image).join(', '),
    backgroundSize: layers.map(({ size }) => size).join(', '),
    backgroundPosition: layers.map(({ position }) => position).join(', '),
    backgroundRepeat: 'repeat-x',
  };
}

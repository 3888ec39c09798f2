import { hierarchy, tree } from 'd3-hierarchy';

/** A box of a tree picture before it has a place. Sizes are in pixels. */
export interface Box {
  key: string;
  width: number;
  height: number;
  /** Pixels between its children, where they need other room than most. */
  gap?: number;
  children: Box[];
}

/** The upper left corner of a box, in pixels from that of the picture. */
export interface Place {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  parent: string | null;
}

export interface Picture {
  width: number;
  height: number;
  /** Parents before children, siblings from left to right. */
  places: Place[];
}

/** Pixels between neighbours, wider between the children of different parents, and between levels. */
export interface Gaps {
  siblings: number;
  cousins: number;
  levels: number;
}

/**
 * A tidy tree (Reingold and Tilford 1981, in the linear-time form of Buchheim et al. 2002, as d3-hierarchy has it) of boxes of unequal
 * width; each level is as high as its highest box. Boxes never overlap.
 */
export function layoutTree(root: Box, gaps: Gaps): Picture {
  const arranged = tree<Box>()
    .nodeSize([1, 1])
    .separation((a, b) => {
      const gap = a.parent === b.parent ? (a.parent?.data.gap ?? gaps.siblings) : gaps.cousins;
      return (a.data.width + b.data.width) / 2 + gap;
    })(hierarchy(root));

  const heights: number[] = [];
  arranged.each(({ depth, data }) => (heights[depth] = Math.max(heights[depth] ?? 0, data.height)));
  const tops = heights.reduce<number[]>((sum, height) => [...sum, (sum.at(-1) ?? 0) + height + gaps.levels], [0]);

  let left = Infinity;
  let right = -Infinity;
  arranged.each(({ x, data }) => {
    left = Math.min(left, x - data.width / 2);
    right = Math.max(right, x + data.width / 2);
  });
  const places: Place[] = [];
  arranged.eachBefore(({ x, depth, data, parent }) => {
    const { key, width, height } = data;
    places.push({ key, x: x - width / 2 - left, y: tops[depth] ?? 0, width, height, parent: parent?.data.key ?? null });
  });
  return { width: right - left, height: (tops.at(-1) ?? 0) - gaps.levels, places };
}

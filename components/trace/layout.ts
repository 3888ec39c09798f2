import { hierarchy, tree } from 'd3-hierarchy';
import { layRows } from './rows';

/** A box of a tree picture before it has a place. All sizes are in one unit, which the caller chooses. */
export interface Box {
  key: string;
  width: number;
  height: number;
  /** Whether its children follow one another: they stand in rows, with room for an arrow, and the rows start below this box. */
  isSequence?: boolean;
  children: Box[];
}

/** The upper left corner of a box, from that of the picture. */
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
  /** Parents before children, siblings in their order. */
  places: Place[];
}

/** Room between neighbours, wider between the children of different parents, and between levels. */
export interface Gaps {
  siblings: number;
  cousins: number;
  levels: number;
}

/** How children stand that are laid in rows. */
export interface Rows {
  /** Width that rows may have with the rails beside them. */
  room: number;
  /** Between the steps of a sequence: room for an arrow. */
  steps: number;
  /** Beside rows, for the lines that lead to them and from one to the next. */
  rail: number;
}

const endless: Rows = { room: Infinity, steps: 0, rail: 0 };

/** A box whose subtree already has places in it, so that the tidy tree sees one box without children. */
interface Block extends Omit<Box, 'children'> {
  children: Block[];
  /** Places of the subtree from the block's corner; empty for a plain box. */
  inside: Place[];
}

/**
 * A tidy tree (Reingold and Tilford 1981, in the linear-time form of Buchheim et al. 2002, as d3-hierarchy has it) of boxes of unequal
 * width; each level is as high as its highest box. Steps of a sequence, and leaves of one parent that are wider together than
 * the room stand in rows instead. Boxes never overlap.
 */
export function layoutTree(root: Box, gaps: Gaps, rows: Rows = endless): Picture {
  const block = (box: Box): Block => {
    if (!isInRows(box, gaps, rows)) return { ...box, children: box.children.map(block), inside: [] };
    const below = { ...rows, room: rows.room - 2 * rows.rail };
    const subtrees = box.children.map(child => layoutTree(child, gaps, below));
    const { width, height, places } = layRows(box, subtrees, gaps, rows);
    return { ...box, width, height, children: [], inside: places };
  };
  return layoutBlocks(block(root), gaps);
}

function isInRows({ children, isSequence }: Box, gaps: Gaps, { room }: Rows): boolean {
  if (children.length === 0) return false;
  if (isSequence) return true;
  const width = children.reduce((sum, child) => sum + child.width + gaps.siblings, -gaps.siblings);
  return width > room && children.every(child => child.children.length === 0);
}

function layoutBlocks(root: Block, gaps: Gaps): Picture {
  const arranged = tree<Block>()
    .nodeSize([1, 1])
    .separation((a, b) => (a.data.width + b.data.width) / 2 + (a.parent === b.parent ? gaps.siblings : gaps.cousins))(
    hierarchy(root),
  );

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
    const { key, width, height, inside } = data;
    const corner = { x: x - width / 2 - left, y: tops[depth] ?? 0 };
    const above = parent?.data.key ?? null;
    if (inside.length === 0) places.push({ key, ...corner, width, height, parent: above });
    for (const place of inside)
      places.push({ ...place, x: corner.x + place.x, y: corner.y + place.y, parent: place.parent ?? above });
  });
  return { width: right - left, height: (tops.at(-1) ?? 0) - gaps.levels, places };
}

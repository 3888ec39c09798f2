import { type Box, layoutTree } from './layout';
import type { Folded, TreeNode } from './node';
import { gaps, margin, measureNode, rows } from './sizes';

/** A node with its place. Sizes are those of `sizes.ts`; texts are monospaced, so their widths follow from their lengths. */
export interface Drawn {
  node: TreeNode;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Height of its frame, without the pills below. */
  frame: number;
  parent: string | null;
  depth: number;
  /** Whether nothing is shown below it: such nodes are many, and smaller than others. */
  isLeaf: boolean;
  /** What lies below it and is not shown. */
  folded: Folded | null;
}

export interface TreePicture {
  width: number;
  height: number;
  /** Parents before children, siblings in their order. */
  nodes: Drawn[];
}

/**
 * Where every node of a tree stands; `hidden` names the folded ones, `room` is the width at which rows break. Only the structure and the
 * reserves of the texts count, not the texts that arrive.
 */
export function drawTree(root: TreeNode, hidden: ReadonlyMap<string, Folded>, room = Infinity): TreePicture {
  const byKey = new Map<string, Pick<Drawn, 'node' | 'depth' | 'isLeaf' | 'folded' | 'frame'>>();
  const box = (node: TreeNode, depth: number): Box => {
    const { key, isSequence } = node;
    const folded = hidden.get(key) ?? null;
    const isLeaf = node.children.length === 0 && node.splits.length === 0;
    const { width, height, frame } = measureNode(node, depth, isLeaf, folded?.steps ?? 0);
    byKey.set(key, { node, depth, isLeaf, folded, frame });
    return { key, width, height, isSequence, children: node.children.map(child => box(child, depth + 1)) };
  };
  const { width, height, places } = layoutTree(box(root, 0), gaps, { ...rows, room: room - 2 * margin });
  const nodes = places.flatMap(({ key, x, y, ...place }): Drawn[] => {
    const known = byKey.get(key);
    return known ? [{ ...known, ...place, x: x + margin, y: y + margin }] : [];
  });
  return { width: width + 2 * margin, height: height + 2 * margin, nodes };
}

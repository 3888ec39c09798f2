import { type Box, layoutTree } from '@/components/trace/layout';
import { childrenOf, type Instance } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';

/** A node of a tree with its centre, in pixels. */
export interface PlacedNode {
  index: number;
  x: number;
  y: number;
  depth: number;
  parent: PlacedNode | null;
}

export interface TreePicture {
  width: number;
  height: number;
  /** Parents before children. */
  nodes: PlacedNode[];
}

/** Half the width of a node. Its box leaves room for the ring and the small numbers. */
export const radius = 13;
const box = { width: 36, height: 40 };
/** Small numbers stand at the outer side of a node, so only those of cousins need a gap. */
const gaps = { siblings: 2, cousins: 28, levels: 16 };

/** Places the nodes of the tree below `root`. @throws RangeError for a root that is no node */
export function placeTree(instance: Pick<Instance, 'nodes'>, root: number): TreePicture {
  const boxOf = (index: number): Box => ({
    key: String(index),
    ...box,
    children: childrenOf(instance, index).map(boxOf),
  });
  const picture = layoutTree(boxOf(root), gaps);
  const byKey = new Map<string, PlacedNode>();
  for (const { key, x, y, width, height, parent } of picture.places) {
    const above = parent === null ? null : (byKey.get(parent) ?? null);
    byKey.set(key, {
      index: Number(key),
      x: x + width / 2,
      y: y + height / 2,
      depth: above ? above.depth + 1 : 0,
      parent: above,
    });
  }
  return { width: picture.width, height: picture.height, nodes: [...byKey.values()] };
}

/** The node that an arrow key leads to: up to the parent, down to the first child, left and right along the level. */
export function neighbour(nodes: readonly PlacedNode[], from: number, key: string): number | undefined {
  const here = nodes.find(({ index }) => index === from);
  if (!here) return undefined;
  const row = nodes.filter(({ depth }) => depth === here.depth).sort((a, b) => a.x - b.x);
  const place = row.indexOf(here);
  switch (key) {
    case 'ArrowUp':
      return here.parent?.index;
    case 'ArrowDown':
      return nodes.find(({ parent }) => parent === here)?.index;
    case 'ArrowLeft':
      return row[place - 1]?.index;
    case 'ArrowRight':
      return row[place + 1]?.index;
    case 'Home':
      return nodes[0]?.index;
    case 'End':
      return Math.max(...nodes.map(({ index }) => index));
    default:
      return undefined;
  }
}

import type { Random } from '@/lib/core/random';
import { findOccurrence } from './direct';
import { type Colour, type Instance, patternNodes, type TreeNode, withFlipped } from './encoding';

/** Whether the pattern occurs: certainly, certainly not, or by chance. */
export type Wish = 'match' | 'none' | 'chance';

export interface Drawing {
  /** Nodes of the two trees; at least 1 each. */
  patternSize: number;
  baseSize: number;
  wish: Wish;
}

/** A tree that grows. Its pointers are indices into `nodes`, from 0. */
interface Growing {
  root: number;
  nodes: { children: [number | null, number | null]; colour: Colour }[];
}

const drawColour = (random: Random): Colour => (random.integer(0, 1) === 1 ? 1 : 0);

/** The number of edges from the root to each node. */
function depthsOf({ root, nodes }: Growing): number[] {
  const depths: number[] = [];
  const walk = (place: number, depth: number): void => {
    depths[place] = depth;
    for (const child of nodes[place]?.children ?? []) if (child !== null) walk(child, depth + 1);
  };
  walk(root, 0);
  return depths;
}

/**
 * Adds a node at a free pointer. Two pointers are drawn and the one nearer to the root is taken, so that trees are broad enough for the
 * screen, and any shape is possible. If it `mayRise`, the node becomes a new root in one case of eight.
 */
function grow(tree: Growing, random: Random, mayRise: boolean): void {
  const place = tree.nodes.length;
  const node: Growing['nodes'][number] = { children: [null, null], colour: drawColour(random) };
  if (mayRise && random.integer(0, 7) === 0) {
    node.children[random.integer(0, 1)] = tree.root;
    tree.root = place;
  } else {
    const depths = depthsOf(tree);
    const free = tree.nodes
      .flatMap(({ children }, above) =>
        ([0, 1] as const)
          .filter(side => children[side] === null)
          .map(side => ({ children, side, depth: depths[above] ?? 0 })),
      )
      .sort((a, b) => a.depth - b.depth);
    const drawn = () => random.integer(0, free.length - 1);
    const spot = free[Math.min(drawn(), drawn())];
    if (spot) spot.children[spot.side] = place;
  }
  tree.nodes.push(node);
}

function drawTree(random: Random, size: number): Growing {
  const tree: Growing = { root: 0, nodes: [{ children: [null, null], colour: drawColour(random) }] };
  while (tree.nodes.length < size) grow(tree, random, false);
  return tree;
}

/** A base tree that grows around a copy of the pattern. The children in the copy are swapped at random. */
function drawAround(pattern: Growing, random: Random, size: number): Growing {
  const tree: Growing = {
    root: pattern.root,
    nodes: pattern.nodes.map(({ children: [left, right], colour }) => ({
      children: random.integer(0, 1) === 0 ? [left, right] : [right, left],
      colour,
    })),
  };
  while (tree.nodes.length < size) grow(tree, random, true);
  return tree;
}

/** Numbers the nodes level by level, from left to right, so that a reader finds a node. The first number is `from`. */
function numbered({ root, nodes }: Growing, from: number): TreeNode[] {
  const order: number[] = [root];
  for (let at = 0; at < order.length; at++) {
    for (const child of nodes[order[at] ?? 0]?.children ?? []) if (child !== null) order.push(child);
  }
  const index = new Map(order.map((place, rank) => [place, from + rank]));
  const pointer = (child: number | null | undefined) => (child === null ? 0 : (index.get(child ?? -1) ?? 0));
  return order.map(place => {
    const { children = [null, null], colour = 0 } = nodes[place] ?? {};
    return [pointer(children[0]), pointer(children[1]), colour];
  });
}

/**
 * Removes every occurrence. One pattern node is chosen. While the pattern occurs, the base node that this pattern node is mapped to
 * changes its colour. Each turn leaves one base node fewer of the chosen node's colour, and without any the pattern cannot occur, so the
 * loop ends. The result is nearly a match, and not a tree of one colour.
 */
function withoutOccurrence(instance: Instance, random: Random): Instance {
  const nodes = patternNodes(instance);
  const culprit = nodes[random.integer(0, nodes.length - 1)] ?? instance.root[0];
  let changed = instance;
  for (let found = findOccurrence(changed); found; found = findOccurrence(changed)) {
    changed = withFlipped(changed, found.get(culprit) ?? instance.root[1]);
  }
  return changed;
}

/**
 * Two random trees. The pattern has the first indices, the base tree the following ones.
 *
 * @throws RangeError for a tree without a node, and for a match in a base tree that is smaller than the pattern
 */
export function drawInstance({ patternSize, baseSize, wish }: Drawing, random: Random): Instance {
  if (patternSize < 1 || baseSize < 1) throw new RangeError('A tree has at least one node');
  if (wish === 'match' && baseSize < patternSize) throw new RangeError('The pattern is larger than the base tree');
  const pattern = drawTree(random.fork('pattern'), patternSize);
  const forBase = random.fork('base');
  const fits = wish !== 'chance' && patternSize <= baseSize;
  const base = fits ? drawAround(pattern, forBase, baseSize) : drawTree(forBase, baseSize);
  const instance: Instance = {
    nodes: [...numbered(pattern, 1), ...numbered(base, patternSize + 1)],
    root: [1, patternSize + 1, 0],
  };
  return wish === 'none' ? withoutOccurrence(instance, random.fork('none')) : instance;
}

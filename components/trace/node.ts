import type { NodeStatus } from './status';

/** A place of the prompt tree as it is drawn: a problem with its result, and how it was split. */
export interface TreeNode {
  /** Of the scope. */
  key: string;
  /** Of the step that gives its result: what opens. */
  step: string;
  /** What is solved here, as short as the drawing needs it: `48×17`, `3: The river…`. */
  title: string;
  /** The same in full. */
  whole: string;
  /** What came out, short; empty while there is nothing. */
  result: string;
  /** The same in a sentence about `whole`: `= 816`, `in line`. Empty while there is nothing. */
  outcome: string;
  status: NodeStatus;
  splits: TreeSplit[];
  children: TreeNode[];
  /** Whether the children follow one another; else they are independent. */
  isSequence: boolean;
  reserve?: Reserve;
}

/**
 * Characters that a place keeps free for its texts before they are known, so that nothing moves when they arrive; a longer text is cut.
 * Without it, a title has its own length, and a result what its title suggests.
 */
export interface Reserve {
  title?: number;
  result?: number;
}

export interface TreeSplit {
  /** Of the step. */
  key: string;
  /** What it is: `split first`. */
  name: string;
  /** `48 | 21`; empty while there is nothing. */
  text: string;
  /** The same in full. */
  whole: string;
  status: NodeStatus;
  /** Its `result` is for `text`; a split shows no title. */
  reserve?: Reserve;
}

/** Nodes of a tree, parents first. */
export function* allNodes(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const child of node.children) yield* allNodes(child);
}

/** How many calls and computed values a tree holds. */
export function countSteps(node: TreeNode): number {
  return 1 + node.splits.length + node.children.reduce((sum, child) => sum + countSteps(child), 0);
}

/** How often each status occurs in a tree. */
export function countStatuses(root: TreeNode): Map<NodeStatus, number> {
  const counts = new Map<NodeStatus, number>();
  for (const node of allNodes(root)) {
    for (const { status } of [...node.splits, node]) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

/**
 * Keys of the nodes that must be unfolded for a step to be seen: those above the node that shows it, and that node where the step is one
 * of its splits. Empty if no node below the root shows it.
 */
export function wayTo(root: TreeNode, step: string): string[] {
  for (const child of root.children) {
    if (child.step === step) return [root.key];
    if (child.splits.some(({ key }) => key === step)) return [root.key, child.key];
    const below = wayTo(child, step);
    if (below.length > 0) return [root.key, ...below];
  }
  return [];
}

/** What a folded node does not show. */
export interface Folded {
  steps: number;
  /** Places among them where an error entered. */
  entered: number;
}

/**
 * The same tree without what lies below `depth` levels, except below the nodes in `opened`, which show one level more.
 * What is left out, with the splits of the cut nodes, stays countable: `hidden` says of each cut node what it lost.
 */
export function cutTree(
  root: TreeNode,
  depth: number,
  opened: ReadonlySet<string>,
): { tree: TreeNode; hidden: Map<string, Folded> } {
  const hidden = new Map<string, Folded>();
  const cut = (node: TreeNode, level: number): TreeNode => {
    if (level < depth || opened.has(node.key))
      return { ...node, children: node.children.map(child => cut(child, level + 1)) };
    const steps = countSteps(node) - 1;
    if (steps === 0) return node;
    const entered = (countStatuses(node).get('entered') ?? 0) - (node.status === 'entered' ? 1 : 0);
    hidden.set(node.key, { steps, entered });
    return { ...node, splits: [], children: [] };
  };
  return { tree: cut(root, 0), hidden };
}

/** How many levels a tree has below its root. */
export const levelsOf = (root: TreeNode): number =>
  root.children.reduce((most, child) => Math.max(most, 1 + levelsOf(child)), 0);

/** How many levels can be shown with at most `most` nodes; at least one below the root. */
export function levelsWithin(root: TreeNode, most: number): number {
  let level = [root];
  let shown = 0;
  for (let depth = 0; level.length > 0; depth++) {
    shown += level.length;
    if (shown > most && depth > 1) return depth - 1;
    level = level.flatMap(node => node.children);
  }
  return Infinity;
}

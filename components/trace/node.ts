import type { Look } from './look';

/** A place of the prompt tree as it is drawn: a problem with its result, and how it was split. */
export interface TreeNode {
  /** Of the scope. */
  key: string;
  /** Of the step that gives its result: what opens. */
  step: string;
  /** What is solved here: `48 × 17`. */
  title: string;
  /** What came out; empty while there is nothing. */
  result: string;
  look: Look;
  splits: TreeSplit[];
  children: TreeNode[];
}

export interface TreeSplit {
  /** Of the step. */
  key: string;
  /** What it is: `split first`. */
  name: string;
  /** `48 | 21`; empty while there is nothing. */
  text: string;
  look: Look;
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

/** The looks of all its places, each with how often it occurs and where first. */
export function countLooks(root: TreeNode): Map<Look, { count: number; first: string }> {
  const counts = new Map<Look, { count: number; first: string }>();
  const add = (look: Look, step: string) => {
    const known = counts.get(look);
    counts.set(look, { count: (known?.count ?? 0) + 1, first: known?.first ?? step });
  };
  for (const node of allNodes(root)) {
    for (const split of node.splits) add(split.look, split.key);
    add(node.look, node.step);
  }
  return counts;
}

/**
 * The same tree without what lies below `depth` levels, except below the nodes in `opened`, which show one level more.
 * What is left out stays countable: `hidden` says how many steps each cut node lost.
 */
export function cutTree(
  root: TreeNode,
  depth: number,
  opened: ReadonlySet<string>,
): { tree: TreeNode; hidden: Map<string, number> } {
  const hidden = new Map<string, number>();
  const cut = (node: TreeNode, level: number): TreeNode => {
    if (level < depth || opened.has(node.key))
      return { ...node, children: node.children.map(child => cut(child, level + 1)) };
    const lost = node.children.reduce((sum, child) => sum + countSteps(child), 0);
    if (lost > 0) hidden.set(node.key, lost);
    return { ...node, children: [] };
  };
  return { tree: cut(root, 0), hidden };
}

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

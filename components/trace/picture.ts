import { layoutTree, type Box, type Picture } from './layout';
import type { Folded, TreeNode } from './node';

/** A node with its place. All sizes are pixels; texts are monospaced, so their widths follow from their lengths. */
export interface Drawn {
  node: TreeNode;
  x: number;
  y: number;
  width: number;
  height: number;
  parent: string | null;
  depth: number;
  isLeaf: boolean;
  /** What lies below it and is not shown. */
  folded: Folded | null;
}

/** Advance of a character of the monospace, in em. */
const ADVANCE = 0.6;
const text = (characters: number, size: number) => Math.ceil(characters * size * ADVANCE);

export const sizes = {
  /** A node that is divided, and one that is solved directly. */
  inner: { font: 14, line: 19, padding: 9, icon: 18 },
  leaf: { font: 12, line: 16, padding: 5, icon: 15 },
  split: { font: 12, height: 22, padding: 6, icon: 15, gap: 6, above: 10 },
  /** Of a node whose parts are not shown. */
  fold: { height: 22, above: 8, width: 92 },
} as const;

const gaps = { siblings: 5, cousins: 14, levels: 30 };

/** Pixels between the steps of a sequence: room for an arrow. */
const arrow = 26;

const isLeaf = (node: TreeNode) => node.children.length === 0 && node.splits.length === 0;

/** Width of a node's own frame, without what hangs below it. */
export function frameWidth(node: TreeNode): number {
  const { font, padding, icon } = sizes[isLeaf(node) ? 'leaf' : 'inner'];
  return 2 * padding + 2 + Math.max(text(node.title.length, font), icon + text(Math.max(1, node.result.length), font));
}

/** Height of a node's own frame. */
export function frameHeight(node: TreeNode): number {
  const { line, padding } = sizes[isLeaf(node) ? 'leaf' : 'inner'];
  return 2 * line + Math.round(padding) + 2;
}

/** Width of one split. */
export const splitWidth = (characters: number): number =>
  2 * sizes.split.padding + 2 + sizes.split.icon + text(Math.max(2, characters), sizes.split.font);

function sizeOf(node: TreeNode, isFolded: boolean): { width: number; height: number } {
  const { split, fold } = sizes;
  const splits = node.splits.map(({ text: { length } }) => splitWidth(length));
  const row = splits.reduce((sum, width) => sum + width, 0) + split.gap * Math.max(0, splits.length - 1);
  return {
    width: Math.max(frameWidth(node), row, isFolded ? fold.width : 0),
    height:
      frameHeight(node) +
      (splits.length > 0 ? split.above + split.height : 0) +
      (isFolded ? fold.above + fold.height : 0),
  };
}

/** Where every node of a tree stands; `hidden` names the folded ones. */
export function drawTree(
  root: TreeNode,
  hidden: ReadonlyMap<string, Folded>,
): { width: number; height: number; nodes: Drawn[] } {
  const byKey = new Map<string, { node: TreeNode; depth: number }>();
  const box = (node: TreeNode, depth: number): Box => {
    byKey.set(node.key, { node, depth });
    return {
      key: node.key,
      ...sizeOf(node, hidden.has(node.key)),
      ...(node.isSequence && { gap: arrow }),
      children: node.children.map(child => box(child, depth + 1)),
    };
  };
  const picture: Picture = layoutTree(box(root, 0), gaps);
  const nodes = picture.places.flatMap(({ key, ...place }): Drawn[] => {
    const known = byKey.get(key);
    return known ? [{ ...known, ...place, isLeaf: isLeaf(known.node), folded: hidden.get(key) ?? null }] : [];
  });
  const [top, first] = nodes;
  // A sequence is read from its left end: there its problem stands.
  if (top?.node.isSequence && first) top.x = Math.min(top.x, first.x);
  return { width: picture.width, height: picture.height, nodes };
}

import type { TreeNode, TreeSplit } from './node';

/** Pixels of a root of the usual size: all sizes of the picture are sixteenths of a rem, so that it grows with the text around it. */
export const unitsOfRem = 16;

/** A size of the picture as CSS. */
export const rem = (units: number): string => `${units / unitsOfRem}rem`;

/** Advance of a character of the monospace, in em. */
const advance = 0.6;
const textWidth = (characters: number, font: number): number => Math.ceil(characters * font * advance);

interface NodeSize {
  font: number;
  line: number;
  icon: number;
  /** Between the icon and its text. */
  gap: number;
  /** Between a text and its frame, with the frame's own line. */
  padding: { x: number; y: number };
}

/** The smallest type is 11: what can be read without effort. */
const nodes = {
  root: { font: 14, line: 18, icon: 14, gap: 4, padding: { x: 8, y: 4 } },
  inner: { font: 12, line: 15, icon: 12, gap: 3, padding: { x: 6, y: 3 } },
  leaf: { font: 11, line: 14, icon: 10, gap: 2, padding: { x: 4, y: 3 } },
} satisfies Record<string, NodeSize>;

/** Splits and the button of a fold hang below their node as pills. */
export const pill = { font: 11, height: 18, icon: 10, gap: 3, padding: 6, between: 3, above: 3 };

/** Around the picture, so that the ring of the focus and the marks at corners of nodes are not cut off. */
export const margin = 7;

export const gaps = { siblings: 3, cousins: 10, levels: 24 };
export const rows = { steps: 26, rail: 16 };

export const sizeOfNode = (depth: number, isLeaf: boolean): NodeSize =>
  depth === 0 ? nodes.root : isLeaf ? nodes.leaf : nodes.inner;

/**
 * Characters that a node shows of its title and of its result. A product is at most as long as its factors together: without a reserve,
 * a result has one character less than its title.
 */
export const charactersOf = ({ title, reserve }: TreeNode) => ({
  title: reserve?.title ?? title.length,
  result: reserve?.result ?? Math.max(2, title.length - 1),
});

/** Characters that a split shows; without a reserve two halves such as `48 | 21`, or `12 questions` where it stands alone. */
export const splitCharacters = ({ reserve }: TreeSplit, count: number): number =>
  reserve?.result ?? (count > 1 ? 7 : 12);

export const pillWidth = (characters: number): number =>
  2 * pill.padding + pill.icon + pill.gap + textWidth(characters, pill.font);

/** `+64 calls`; where errors entered, `+64`, their icon and their number take no more room. */
const foldWidth = (steps: number): number => pill.padding + textWidth(`+${steps} calls`.length, pill.font);

/** Width and height of a node with the pills below it, and the height of its frame alone. */
export function measureNode(
  node: TreeNode,
  depth: number,
  isLeaf: boolean,
  hiddenSteps: number,
): { width: number; height: number; frame: number } {
  const { font, line, icon, gap, padding } = sizeOfNode(depth, isLeaf);
  const characters = charactersOf(node);
  const texts = Math.max(textWidth(characters.title, font), icon + gap + textWidth(characters.result, font));
  const pills = node.splits.map(split => pillWidth(splitCharacters(split, node.splits.length)));
  if (hiddenSteps > 0) pills.push(foldWidth(hiddenSteps));
  const row = pills.reduce((sum, width) => sum + width + pill.between, -pill.between);
  const frame = 2 * (line + padding.y) + 2;
  return {
    width: Math.max(texts + 2 * padding.x, row),
    height: frame + (pills.length > 0 ? pill.above + pill.height : 0),
    frame,
  };
}

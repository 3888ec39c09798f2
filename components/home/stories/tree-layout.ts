import { type Box, layoutTree } from '@/components/trace/layout';
import type { StoryNode } from '@/lib/experiment/story';

/** Pixels of one character of the monospace at the size of the labels (13 px). */
const characterWidth = 7.8;
/** Pixels between two leaves. */
const leafHeight = 18;
/** With more leaves than this their labels would be a wall: they become marks. */
const mostLabelled = 20;

export interface PlacedNode {
  /** Indices from the root down to it. */
  key: string;
  node: StoryNode;
  /** Left end and middle of the label. */
  x: number;
  y: number;
  depth: number;
  /** Whether its words are drawn, or only its mark. */
  isLabelled: boolean;
  /** The line to its parent, from the end of the parent's words; null at the root. */
  link: string | null;
}

export interface StoryPicture {
  width: number;
  height: number;
  depth: number;
  /** Parents before children. */
  nodes: PlacedNode[];
}

/** `= 36`, and after it the cross of a wrong answer. */
const answerLetters = ({ answer, verdict }: StoryNode): number =>
  (answer ?? '').length + 2 + (verdict === 'entered' || verdict === 'inherited' ? 2 : 0);

/** Words of a node: a leaf says both on one line, others on two. */
const letters = (node: StoryNode): number => {
  const answer = answerLetters(node);
  return node.children.length === 0 ? node.problem.length + answer + 1 : Math.max(node.problem.length, answer);
};

/** Pixels of a node's words. */
export const wordsWidth = (node: StoryNode): number => letters(node) * characterWidth;

/** Pixels from the left end of a wrong node's words to the middle of its cross. */
export const crossPlace = (node: StoryNode): number =>
  ((node.children.length === 0 ? node.problem.length + 1 : 0) + answerLetters(node) - 0.5) * characterWidth;

/**
 * The tree of a story from left to right: the problem, its parts, the leaves. `width` is the room in pixels; the lines take what the
 * words leave, between a least and a greatest length.
 */
export function pictureOf(root: StoryNode, width: number): StoryPicture {
  const byKey = new Map<string, { node: StoryNode; depth: number; parent: string | null }>();
  const widest: number[] = [];
  let leaves = 0;
  const read = (node: StoryNode, key: string, depth: number, parent: string | null) => {
    byKey.set(key, { node, depth, parent });
    if (node.children.length === 0) leaves++;
    for (const [index, child] of node.children.entries()) read(child, `${key}.${index}`, depth + 1, key);
  };
  read(root, '0', 0, null);
  const isDense = leaves > mostLabelled;
  const isLabelled = (node: StoryNode) => !isDense || node.children.length > 0;
  for (const { node, depth } of byKey.values()) {
    const needed = isLabelled(node) ? letters(node) * characterWidth + 6 : 8;
    widest[depth] = Math.max(widest[depth] ?? 0, needed);
  }

  const words = widest.reduce((sum, each) => sum + each, 0);
  const line = Math.min(190, Math.max(22, (width - words) / Math.max(1, widest.length - 1)));
  // The layout is for trees that grow downwards: rows and columns change places here and back below.
  const box = (node: StoryNode, key: string): Box => ({
    key,
    width: node.children.length > 0 ? 36 : isDense ? 8 : leafHeight,
    height: 1,
    children: node.children.map((child, index) => box(child, `${key}.${index}`)),
  });
  const laid = layoutTree(box(root, '0'), { siblings: 0, cousins: isDense ? 4 : 9, levels: 0 });
  const left = widest.map((_, depth) => widest.slice(0, depth).reduce((sum, each) => sum + each + line, 0));
  const middle = new Map(laid.places.map(place => [place.key, place.x + place.width / 2]));

  const nodes = [...byKey.entries()].map(([key, { node, depth, parent }]): PlacedNode => {
    const x = left[depth] ?? 0;
    const y = middle.get(key) ?? 0;
    if (parent === null) return { key, node, x, y, depth, isLabelled: isLabelled(node), link: null };
    const above = byKey.get(parent)?.node;
    const fromX = (left[depth - 1] ?? 0) + (above ? letters(above) * characterWidth + 6 : 0);
    const fromY = middle.get(parent) ?? 0;
    const bend = x - line / 2;
    const link = `M${fromX} ${fromY}C${Math.max(bend, fromX)} ${fromY} ${bend} ${y} ${x - 5} ${y}`;
    return { key, node, x, y, depth, isLabelled: isLabelled(node), link };
  });
  const right = (left.at(-1) ?? 0) + (widest.at(-1) ?? 0);
  return { width: right, height: laid.width, depth: widest.length - 1, nodes };
}

import { cutTree, levelsOf, levelsWithin, type TreeNode } from './node';
import { drawTree, type TreePicture } from './picture';

/** Room for the picture, in its own units. */
export interface Room {
  width: number;
  height: number;
}

export interface Fitted {
  picture: TreePicture;
  /** At which all of the picture is in view; at least 1, below which its type could not be read: then it is larger than the room. */
  scale: number;
  /** Levels that are shown below the root, where no node was unfolded. */
  depth: number;
}

/** A small tree is not drawn larger than this. */
export const largest = 1.25;

/** Scale of sequences: their rows break at a width, so they keep one scale while they grow. The smallest type has 12 pixels. */
const ofSequences = 12 / 11;

/** Nodes that can be told apart in one picture; more are not even tried. */
const mostNodes = 400;

const none: ReadonlySet<string> = new Set();

/**
 * The deepest levels of a tree that fit a room at readable size, at least one; what lies below is folded into its parents, except in
 * `opened`, which may make the picture larger than the room.
 */
export function fitTree(root: TreeNode, opened: ReadonlySet<string>, room: Room): Fitted {
  const all = levelsOf(root);
  const draw = (depth: number, unfolded: ReadonlySet<string>): Fitted => {
    const { tree, hidden } = cutTree(root, depth < all ? depth : Infinity, unfolded);
    const wanted = hasSequence(tree) ? ofSequences : largest;
    const picture = drawTree(tree, hidden, hasSequence(tree) ? room.width / ofSequences : room.width);
    const fitting = Math.min(room.width / picture.width, room.height / picture.height);
    return { picture, scale: Math.min(fitting, wanted), depth };
  };
  let depth = Math.min(all, levelsWithin(root, mostNodes));
  let fitted = draw(depth, none);
  while (fitted.scale < 1 && depth > 1) fitted = draw(--depth, none);
  if (opened.size > 0) fitted = draw(depth, opened);
  return { ...fitted, scale: Math.max(1, fitted.scale) };
}

const hasSequence = (node: TreeNode): boolean =>
  (node.isSequence && node.children.length > 0) || node.children.some(hasSequence);

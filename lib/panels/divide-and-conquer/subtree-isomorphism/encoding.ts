/**
 * 2-colour binary subtree isomorphism (2-BSI; arXiv 2402.05359, section on expressive power, after Jenner et al. 2003): does a pattern
 * tree occur in a base tree?
 *
 * The paper does not define "isomorphic to a subtree" in two respects. The definition here:
 * - Children are unordered: swapping left and right is an isomorphism. An isomorphism of trees keeps edges and colours, and "left" and
 *   "right" only name the two pointers of a list. The paper's merge lets the children "perfectly match" the two vectors, which is a
 *   matching.
 * - A subtree is a connected part of the base tree with its own root: a base node may have more children than its pattern node. The
 *   paper's leaf test needs this, since a leaf of the pattern matches every base node of its colour.
 */

export type Colour = 0 | 1;

/** Left child, right child, colour. A child is the index of a node, or 0 for none. */
export type TreeNode = readonly [left: number, right: number, colour: Colour];

/** Root of the pattern, root of the base tree, 0. */
export type RootVector = readonly [pattern: number, base: number, zero: 0];

/** Both trees in one list of pointers. Node i, counted from 1, stands at `nodes[i - 1]`. */
export interface Instance {
  nodes: readonly TreeNode[];
  root: RootVector;
}

/** @throws RangeError for an index that names no node */
export function nodeAt({ nodes }: Pick<Instance, 'nodes'>, index: number): TreeNode {
  const node = nodes[index - 1];
  if (!node) throw new RangeError(`There is no node ${index} among ${nodes.length}`);
  return node;
}

export const colourOf = (instance: Pick<Instance, 'nodes'>, index: number): Colour => nodeAt(instance, index)[2];

/** The one or two children that are there, left before right; none for a leaf. @throws RangeError as `nodeAt` */
export function childrenOf(instance: Pick<Instance, 'nodes'>, index: number): number[] {
  const [left, right] = nodeAt(instance, index);
  return [left, right].filter(child => child !== 0);
}

/** The nodes below and including `index`, in ascending order. @throws RangeError as `nodeAt` */
export function nodesUnder(instance: Pick<Instance, 'nodes'>, index: number): number[] {
  const found: number[] = [];
  const open = [index];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    found.push(node);
    open.push(...childrenOf(instance, node));
  }
  return found.sort((a, b) => a - b);
}

export const patternNodes = (instance: Instance): number[] => nodesUnder(instance, instance.root[0]);

/** The order of every vector over the base tree. */
export const baseNodes = (instance: Instance): number[] => nodesUnder(instance, instance.root[1]);

/** Edges on the longest way down from `index`; 0 for a leaf. @throws RangeError as `nodeAt` */
export function heightOf(instance: Pick<Instance, 'nodes'>, index: number): number {
  const below = childrenOf(instance, index).map(child => heightOf(instance, child));
  return below.length === 0 ? 0 : 1 + Math.max(...below);
}

/** The same instance with the other colour at `index`. @throws RangeError as `nodeAt` */
export function withFlipped(instance: Instance, index: number): Instance {
  const [left, right, colour] = nodeAt(instance, index);
  const flipped: TreeNode = [left, right, colour === 0 ? 1 : 0];
  return { ...instance, nodes: instance.nodes.map((node, place) => (place === index - 1 ? flipped : node)) };
}

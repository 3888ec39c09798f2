import type { Cost } from './trace';

/** The cost of a complete binary pattern tree in closed form. */
export interface BalancedCost extends Cost {
  /** Nodes of the pattern. */
  nodes: number;
}

/**
 * For a height of h edges: 2^(h+1) - 1 nodes, of which 2^h are leaves with one call each, and 2^h - 1 have two calls each. The longest
 * chain is h splits, one leaf and h merges.
 */
export const balancedCost = (height: number): BalancedCost => ({
  nodes: 2 ** (height + 1) - 1,
  depth: height,
  calls: 3 * 2 ** height - 2,
  rounds: 2 * height + 1,
});

import type { Cost } from './trace';

/** The cost in closed form for a pattern that has every node of every level, with the number of its nodes. */
export interface BalancedCost extends Cost {
  nodes: number;
}

/**
 * `height` h in edges: 2^(h+1) - 1 nodes, of which 2^h are leaves of one call and 2^h - 1 take two; down h splits, one leaf, up h
 * merges.
 */
export const balancedCost = (height: number): BalancedCost => ({
  nodes: 2 ** (height + 1) - 1,
  depth: height,
  calls: 3 * 2 ** height - 2,
  rounds: 2 * height + 1,
});

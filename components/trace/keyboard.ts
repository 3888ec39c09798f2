import type { Drawn } from './picture';

/** A place of the drawn tree that takes focus, and where each arrow key leads from it. */
export interface WalkItem {
  /** Of the step. */
  key: string;
  /** Depth as a screen reader counts it, from 1. */
  level: number;
  moves: Partial<Record<string, string>>;
}

/** Key of the button that unfolds what lies below a node. */
export const foldKey = (node: string): string => `${node} / +`;

interface Spot {
  key: string;
  level: number;
  /** Problems and splits of one depth are rows of their own. */
  row: number;
  up: string | undefined;
}

/**
 * How arrow keys walk the picture: down to the first split or part, up to what it came from, left and right among those of one depth
 * in reading order; Home and End to the root and the last place.
 */
export function walkItems(nodes: readonly Drawn[]): WalkItem[] {
  const doors = new Map<string, string>();
  const spots: Spot[] = [];
  for (const { node, parent, depth, folded } of nodes) {
    const up = parent === null ? undefined : doors.get(parent);
    spots.push({ key: node.step, level: depth + 1, row: 2 * depth, up });
    for (const split of node.splits)
      spots.push({ key: split.key, level: depth + 2, row: 2 * depth + 1, up: node.step });
    doors.set(node.key, node.splits[0]?.key ?? node.step);
    if (folded) spots.push({ key: foldKey(node.key), level: depth + 2, row: 2 * depth + 1, up: node.step });
  }

  const rows = new Map<number, Spot[]>();
  for (const spot of spots) rows.set(spot.row, [...(rows.get(spot.row) ?? []), spot]);
  const firstBelow = new Map<string, string>();
  for (const { key, up } of spots) if (up !== undefined && !firstBelow.has(up)) firstBelow.set(up, key);

  return spots.map(({ key, level, row, up }) => {
    const beside = rows.get(row) ?? [];
    const place = beside.findIndex(spot => spot.key === key);
    const ArrowDown = firstBelow.get(key);
    const ArrowLeft = beside[place - 1]?.key;
    const ArrowRight = beside[place + 1]?.key;
    const Home = spots[0]?.key;
    const End = spots.at(-1)?.key;
    const moves = Object.entries({ ArrowDown, ArrowUp: up, ArrowLeft, ArrowRight, Home, End });
    return { key, level, moves: Object.fromEntries(moves.filter(([, target]) => target !== undefined)) };
  });
}

import type { Flow, FlowEdge, FlowNode } from '@/lib/panels/divide-and-conquer/flow/flow';

/** Width of a picture in its own units: about pixels in the narrowest card. */
export const width = 260;
/** Between the middles of two steps one above the other, and at most of two columns. */
const rowGap = 17;
const widestGap = 84;
/** Left free at both sides, and at the top and the bottom. */
const margin = { x: 20, y: 10 };
/** How far an edge that passes over other columns may swing out. */
const highestArc = 44;

export interface PlacedStep {
  node: FlowNode;
  x: number;
  y: number;
}

export interface PlacedEdge {
  edge: FlowEdge;
  /** The `d` of an SVG path. */
  d: string;
}

export interface Picture {
  steps: PlacedStep[];
  edges: PlacedEdge[];
  height: number;
}

/** Time runs from left to right; steps that can run at once stand one above the other. */
export function pictureOf({ nodes, edges }: Flow): Picture {
  const columns = Array.from({ length: Math.max(0, ...nodes.map(({ column }) => column + 1)) }, (_, place) =>
    nodes.filter(({ column }) => column === place),
  );
  const gap = Math.min(widestGap, (width - 2 * margin.x) / Math.max(1, columns.length - 1));
  const left = (width - gap * (columns.length - 1)) / 2;
  const tallest = Math.max(1, ...columns.map(column => column.length));
  const spans = edges.map(edge => spanOf(edge, nodes));
  const isChain = tallest === 1;
  const arcs = isChain ? Math.max(0, ...spans.map(arcOf)) : 0;
  const half = ((tallest - 1) * rowGap) / 2;
  const middle = margin.y + arcs + half;
  const steps = columns.flatMap((column, place) =>
    column.map((node, row) => ({
      node,
      x: left + place * gap,
      y: middle + (row - (column.length - 1) / 2) * rowGap,
    })),
  );
  const at = new Map(steps.map(step => [step.node.key, step]));
  return {
    steps,
    edges: edges.map((edge, place) => ({
      edge,
      d: path(at.get(edge.from), at.get(edge.to), spans[place] ?? 1, isChain),
    })),
    height: middle + half + margin.y,
  };
}

const columnOf = (key: string, nodes: readonly FlowNode[]) => nodes.find(node => node.key === key)?.column ?? 0;
const spanOf = ({ from, to }: FlowEdge, nodes: readonly FlowNode[]) => columnOf(to, nodes) - columnOf(from, nodes);

/** Height of the swing of an edge over `span` columns; neighbours are joined straight. */
const arcOf = (span: number): number => (span <= 1 ? 0 : Math.min(highestArc, 8 + 5 * span));

/** In a chain, edges that pass over steps swing above them; elsewhere all bend from column to column. */
function path(from: PlacedStep | undefined, to: PlacedStep | undefined, span: number, isChain: boolean): string {
  if (!from || !to) return '';
  if (isChain && span > 1) {
    return `M${from.x} ${from.y}Q${(from.x + to.x) / 2} ${from.y - 2 * arcOf(span)} ${to.x} ${to.y}`;
  }
  const bend = (to.x - from.x) / 2;
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}

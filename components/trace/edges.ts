import type { Drawn } from './picture';
import { isWrong } from './status';

/** A line of a tree picture, as the path of an SVG in the picture's units. */
export interface Edge {
  key: string;
  path: string;
  /** Whether an error travels along it. */
  carries: boolean;
  kind: 'part' | 'step';
}

/** The lines of a picture, those that carry an error last: they are drawn above the others. */
export function edgesOf(nodes: readonly Drawn[]): Edge[] {
  const families = new Map<string | null, Drawn[]>();
  for (const drawn of nodes) families.set(drawn.parent, [...(families.get(drawn.parent) ?? []), drawn]);
  const spans = spansOf(nodes);
  const edges = nodes.flatMap(parent => {
    const children = families.get(parent.node.key) ?? [];
    return parent.node.isSequence ? chainEdges(parent, children, spans) : partEdges(parent, children);
  });
  return edges.sort((a, b) => Number(a.carries) - Number(b.carries));
}

/** Left and right end of a node with all below it. */
type Spans = Map<string, { left: number; right: number }>;

function spansOf(nodes: readonly Drawn[]): Spans {
  const spans: Spans = new Map(nodes.map(({ node, x, width }) => [node.key, { left: x, right: x + width }]));
  for (const { node, parent } of nodes.toReversed()) {
    const own = spans.get(node.key);
    const above = parent === null ? undefined : spans.get(parent);
    if (!own || !above) continue;
    above.left = Math.min(above.left, own.left);
    above.right = Math.max(above.right, own.right);
  }
  return spans;
}

const middle = ({ x, width }: Drawn): number => x + width / 2;
const head = 'm-5 -4l5 4l-5 4';
const headBack = 'm5 -4l-5 4l5 4';

const carries = (a: Drawn, b: Drawn): boolean => isWrong(a.node.status) && isWrong(b.node.status);

const partEdge = (parent: Drawn, child: Drawn, path: string): Edge => ({
  key: child.node.key,
  path,
  carries: carries(parent, child),
  kind: 'part',
});

const stepEdge = (from: Drawn, to: Drawn, path: string): Edge => ({
  key: `${from.node.key} > ${to.node.key}`,
  path,
  carries: carries(from, to),
  kind: 'step',
});

/** Straight down where the step stands below its problem. */
function drop(problem: Drawn, first: Drawn): string {
  const x = middle(first);
  const isBelow = x > problem.x + 8 && x < problem.x + problem.width - 8;
  return isBelow ? `M${x} ${problem.y + problem.height}V${first.y}` : curve(problem, first);
}

function curve(parent: Drawn, child: Drawn): string {
  const from = { x: middle(parent), y: parent.y + parent.height };
  const bend = (from.y + child.y) / 2;
  return `M${from.x} ${from.y}C${from.x} ${bend} ${middle(child)} ${bend} ${middle(child)} ${child.y}`;
}

/** Curves to parts in one line; to parts in rows, lines along a trunk at their left and a bar above each row. */
function partEdges(parent: Drawn, children: readonly Drawn[]): Edge[] {
  const [first] = children;
  if (!first) return [];
  if (children.every(({ y }) => y === first.y))
    return children.map(child => partEdge(parent, child, curve(parent, child)));
  const trunk = Math.min(...children.map(({ x }) => x)) - 8;
  const bar = (y: number) => y - 10;
  return children.map(child => {
    const way = child.y === first.y ? '' : `H${trunk}V${bar(child.y)}`;
    const path = `M${middle(parent)} ${parent.y + parent.height}V${bar(first.y)}${way}H${middle(child)}V${child.y}`;
    return partEdge(parent, child, path);
  });
}

/** From the problem to the first step, from each step to the next, and from the last one back once there is a result. */
function chainEdges(problem: Drawn, steps: readonly Drawn[], spans: Spans): Edge[] {
  const first = steps[0];
  const last = steps.at(-1);
  if (!first || !last) return [];
  const edges = [partEdge(problem, first, drop(problem, first))];
  for (const [place, to] of steps.entries()) {
    const from = steps[place - 1];
    if (from) edges.push(stepEdge(from, to, from.y === to.y ? arrow(from, to) : lineBreak(from, to, spans)));
  }
  if (steps.length > 1 && problem.node.result !== '')
    edges.push(stepEdge(last, problem, wayBack(problem, steps, spans)));
  return edges;
}

/** From the right side of a step to the left side of the next, at the height of the lower of the two frames' middles. */
function arrow(from: Drawn, to: Drawn): string {
  const y = from.y + Math.min(from.frame, to.frame) / 2;
  return `M${from.x + from.width + 3} ${y}H${to.x - 4}${head}`;
}

/** From the end of a row to the beginning of the next, between the two. */
function lineBreak(from: Drawn, to: Drawn, spans: Spans): string {
  const right = (spans.get(from.node.key)?.right ?? from.x) + 7;
  const left = (spans.get(to.node.key)?.left ?? to.x) - 11;
  const y = { start: from.y + from.frame / 2, between: to.y - 11, end: to.y + to.frame / 2 };
  return (
    `M${from.x + from.width + 3} ${y.start}H${right - 4}q4 0 4 4V${y.between - 4}q0 4 -4 4H${left + 4}` +
    `q-4 0 -4 4V${y.end - 4}q0 4 4 4H${to.x - 4}${head}`
  );
}

/** From the last step up to the problem, whose result follows from it; behind the ends of the rows where there are several. */
function wayBack(problem: Drawn, steps: readonly Drawn[], spans: Spans): string {
  const last = steps.at(-1) ?? problem;
  const y = problem.y + problem.frame / 2;
  const end = problem.x + problem.width + 4;
  if (steps.every(step => step.y === last.y)) {
    if (middle(last) < end + 12) return curve(problem, last);
    return `M${middle(last)} ${last.y - 2}V${y + 8}q0 -8 -8 -8H${end}${headBack}`;
  }
  const rail = (spans.get(problem.node.key)?.right ?? 0) + 12;
  return `M${last.x + last.width + 3} ${last.y + last.frame / 2}H${rail - 6}q6 0 6 -6V${y + 6}q0 -6 -6 -6H${end}${headBack}`;
}

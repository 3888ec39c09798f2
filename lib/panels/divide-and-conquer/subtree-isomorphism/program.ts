import type { Scope } from '@/lib/experiment/scope';
import { matchesOf } from './direct';
import { baseNodes, childrenOf, colourOf, type Instance, type RootVector } from './encoding';

/** 1 for every base node at which a pattern occurs, 0 for the others, in the order of `baseNodes`. */
export type MatchVector = number[];

/**
 * The paper's program that decides 2-BSI by divide and conquer (arXiv 2402.05359, proof of theorem 2). Code computes every stage; the
 * proof shows that a transformer of fixed depth can do each in one call. The truth beside each value is what the direct search finds for
 * the same part of the pattern.
 */
export async function decide(instance: Instance, scope: Scope): Promise<boolean> {
  const vector = await match(instance, instance.root, scope);
  const answer = vector.includes(1);
  scope.emit('answer', answer, { role: 'answer', truth: matchesOf(instance, instance.root[0]).includes(1) });
  return answer;
}

/** BSI(r): where the pattern below `r[0]` occurs in the base tree. One call for each child; a null pointer needs none. */
async function match(instance: Instance, root: RootVector, scope: Scope): Promise<MatchVector> {
  const [pattern, base] = root;
  const truth = matchesOf(instance, pattern);
  const children = childrenOf(instance, pattern);
  // The paper's leaf test is f > w with w = 1: whether the pattern's root has children.
  if (children.length === 0) {
    const vector = sameColour(instance, pattern);
    scope.emit('solve', vector, { role: 'solve', truth });
    return vector;
  }
  const roots = children.map((child): RootVector => [child, base, 0]);
  scope.emit(
    'split',
    roots.map(each => [...each]),
    { role: 'split' },
  );
  const vectors = await scope.all(
    roots,
    ([child]) => `node ${child}`,
    (each, sub) => match(instance, each, sub),
    { role: 'part' },
  );
  const merged = merge(instance, pattern, vectors);
  scope.emit('merge', merged, { role: 'merge', truth });
  return merged;
}

/** The leaf stage: a single pattern node occurs at every base node of its colour. */
const sameColour = (instance: Instance, pattern: number): MatchVector =>
  baseNodes(instance).map(base => Number(colourOf(instance, base) === colourOf(instance, pattern)));

/**
 * The merge: a base node matches if it has the colour and its children match the one or two vectors, each child at most one of them,
 * in either order.
 */
function merge(instance: Instance, pattern: number, vectors: readonly MatchVector[]): MatchVector {
  const nodes = baseNodes(instance);
  const place = new Map(nodes.map((node, at) => [node, at]));
  const [first = [], second] = vectors;
  return nodes.map(base => {
    if (colourOf(instance, base) !== colourOf(instance, pattern)) return 0;
    const [one, other] = childrenOf(instance, base).map(child => place.get(child) ?? -1);
    const has = (vector: MatchVector, at: number | undefined) => at !== undefined && vector[at] === 1;
    if (second === undefined) return Number(has(first, one) || has(first, other));
    return Number((has(first, one) && has(second, other)) || (has(first, other) && has(second, one)));
  });
}

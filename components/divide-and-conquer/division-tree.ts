import { outcome, type TracedCall } from '@/components/trace/call';
import { resultStep, type TraceScope, type TraceStep } from '@/components/trace/tree';
import type { Rulebook } from '@/components/trace/verdict';
import type { Json } from '@/lib/core/json';
import type { Division, Part, TaskPrompts } from '@/lib/panels/divide-and-conquer/strategies/contract';
import type { Pair } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { multiplication } from '@/lib/panels/divide-and-conquer/tasks/multiplication/task-prompts';

/** Where a scope stands in a division: the problem that it was given, and the one that right calls above would have given it. */
export interface DivisionNode {
  given: Pair;
  /** Unknown below a split that changed the shape of the tree. */
  due: Pair | undefined;
  isLeaf: boolean;
}

export interface DivisionTree {
  /** By scope key. */
  byScope: Map<string, DivisionNode>;
  /** Calls that will come, as far as the answers so far tell. */
  foreseen: TracedCall[];
  rules: Rulebook;
}

interface Dividing {
  prompts: TaskPrompts<Pair>;
  /** Times that a problem is divided at most: 1 for the single-level strategy. */
  levels: number;
}

/**
 * Reads the division of two numbers back from its journal with the program's own rules. A split that is uneven but loses no digit is
 * right, and what follows is measured against it: the journal's own truth knows only the even split.
 */
export function divisionTreeOf(
  problem: Pair,
  leaf: number,
  tree: TraceScope,
  { prompts: prompts, levels }: Dividing = { prompts: multiplication, levels: Infinity },
): DivisionTree {
  const byScope = new Map<string, DivisionNode>();
  const foreseen: TracedCall[] = [];
  const expected = new Map<string, Json>();

  const visit = (scope: TraceScope, given: Pair, due: Pair | undefined, level: number) => {
    const isLeaf = level >= levels || prompts.size(given) <= leaf;
    byScope.set(scope.key, { given, due, isLeaf });
    const result = resultStep(scope);
    if (result && due) expected.set(result.key, prompts.truth(due) ?? null);
    if (!result) foreseen.push({ path: [...scope.path, isLeaf ? 'solve' : 'merge'], status: 'waiting', text: '' });
    if (isLeaf) return;

    const division = prompts.divide(given, leaf);
    const ideal = due && prompts.divide(due, leaf);
    const isOnTrack = due !== undefined && same(given, due);
    const parts: string[][] = [];
    const evenParts: string[][] = ideal?.splits.map(split => split.byCode()) ?? [];
    const dueParts = [...evenParts];
    for (const [index, split] of division.splits.entries()) {
      const step = scope.steps.find(candidate => candidate.name === split.name);
      if (!step) foreseen.push({ path: [...scope.path, split.name], status: 'waiting', text: '' });
      const found = step && partsOf(step);
      if (found) parts.push(found);
      if (isOnTrack && found && found.join('') === split.byCode().join('')) dueParts[index] = found;
      const right = isOnTrack ? dueParts[index] : ideal?.splits.find(({ name }) => name === split.name)?.byCode();
      if (step && right) expected.set(step.key, right);
    }
    if (parts.length < division.splits.length) return;
    const children = childrenOf(division, parts);
    if (children === null && isOnTrack) {
      // Splits that do not fit each other: what is not the even one is wrong.
      for (const [index, split] of division.splits.entries()) {
        const step = scope.steps.find(({ name }) => name === split.name);
        if (step && evenParts[index]) expected.set(step.key, evenParts[index]);
      }
    }
    const dueChildren = (ideal && childrenOf(ideal, dueParts)) ?? [];
    for (const child of children ?? []) {
      const below = scope.scopes.find(({ name }) => name === child.name) ?? emptyScope(scope, child.name);
      visit(below, child.problem, dueChildren.find(({ name }) => name === child.name)?.problem, level + 1);
    }
  };
  visit(tree, problem, problem, 0);

  const rules: Rulebook = {
    expected: step => expected.get(step.key),
    given: scope => {
      const place = byScope.get(scope.key);
      return place && place.due !== undefined && same(place.given, place.due);
    },
  };
  return { byScope, foreseen, rules };
}

/** The parts of a division; null where its splits do not fit each other. */
function childrenOf(division: Division<Pair>, parts: string[][]): Part<Pair>[] | null {
  try {
    return division.children(parts);
  } catch {
    return null;
  }
}

const same = (x: Pair, y: Pair) => x.a === y.a && x.b === y.b;

function partsOf(step: TraceStep): string[] | undefined {
  const value = outcome(step.call);
  return Array.isArray(value) && value.length === 2 ? value.map(String) : undefined;
}

function emptyScope(parent: TraceScope, name: string): TraceScope {
  const path = [...parent.path, name];
  return { key: path.join(' / '), path, name, steps: [], scopes: [] };
}

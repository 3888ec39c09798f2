import { outcome, type TracedCall } from '@/components/trace/call';
import { resultStep, type TraceScope, type TraceStep } from '@/components/trace/tree';
import type { Rulebook } from '@/components/trace/verdict';
import type { Json } from '@/lib/ground/json';
import { product, type Multiplication } from '@/lib/tasks/multiplication/problem';
import { multiplication } from '@/lib/tasks/multiplication/task';

/** Where a scope stands in a division: the problem that it was given, and the one that right calls above would have given it. */
export interface Place {
  given: Multiplication;
  /** Unknown below a split that changed the shape of the tree. */
  due: Multiplication | undefined;
  isLeaf: boolean;
}

export interface Places {
  /** By scope key. */
  byScope: Map<string, Place>;
  /** Calls that will come, as far as the answers so far tell. */
  foreseen: TracedCall[];
  rules: Rulebook;
}

/**
 * Reads a division back from its journal with the program's own rules. A split that is uneven but loses no digit is right, and what
 * follows is measured against it: the journal's own truth knows only the even split.
 */
export function placesOf(problem: Multiplication, leaf: number, tree: TraceScope): Places {
  const byScope = new Map<string, Place>();
  const foreseen: TracedCall[] = [];
  const expected = new Map<string, Json>();

  const visit = (scope: TraceScope, given: Multiplication, due: Multiplication | undefined) => {
    const isLeaf = multiplication.size(given) <= leaf;
    byScope.set(scope.key, { given, due, isLeaf });
    const result = resultStep(scope);
    if (result && due) expected.set(result.key, product(due));
    if (!result) foreseen.push({ path: [...scope.path, isLeaf ? 'solve' : 'merge'], status: 'waiting', text: '' });
    if (isLeaf) return;

    const division = multiplication.divide(given, leaf);
    const ideal = due && multiplication.divide(due, leaf);
    const isOnTrack = due !== undefined && same(given, due);
    const parts: string[][] = [];
    const dueParts: string[][] = ideal?.splits.map(split => split.byCode()) ?? [];
    for (const [index, split] of division.splits.entries()) {
      const step = scope.steps.find(candidate => candidate.name === split.name);
      if (!step) foreseen.push({ path: [...scope.path, split.name], status: 'waiting', text: '' });
      const found = step && partsOf(step);
      if (found) parts.push(found);
      const even = split.byCode();
      if (isOnTrack && found && found.join('') === even.join('')) dueParts[index] = found;
      const right = isOnTrack ? dueParts[index] : ideal?.splits.find(({ name }) => name === split.name)?.byCode();
      if (step && right) expected.set(step.key, right);
    }
    if (parts.length < division.splits.length) return;
    const dueChildren = ideal?.children(dueParts) ?? [];
    for (const child of division.children(parts)) {
      const below = scope.scopes.find(({ name }) => name === child.name) ?? emptyScope(scope, child.name);
      visit(below, child.problem, dueChildren.find(({ name }) => name === child.name)?.problem);
    }
  };
  visit(tree, problem, problem);

  const rules: Rulebook = {
    expected: step => expected.get(step.key),
    given: scope => {
      const place = byScope.get(scope.key);
      return place && place.due !== undefined && same(place.given, place.due);
    },
  };
  return { byScope, foreseen, rules };
}

const same = (x: Multiplication, y: Multiplication) => x.a === y.a && x.b === y.b;

function partsOf(step: TraceStep): string[] | undefined {
  const value = outcome(step.call);
  return Array.isArray(value) && value.length === 2 ? value.map(String) : undefined;
}

function emptyScope(parent: TraceScope, name: string): TraceScope {
  const path = [...parent.path, name];
  return { key: path.join(' / '), path, name, steps: [], scopes: [] };
}

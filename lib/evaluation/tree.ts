import { pathKey } from '@/lib/experiment/entry';
import { findRole, type Role, type Roles } from './roles';

/** What a tree is made of: a journal entry, or a call of a running program that is not journaled yet. */
export interface Placed {
  path: readonly string[];
  /** As long as `path`. */
  roles?: readonly string[];
}

/** A call or a computed value, directly in a scope. */
export interface TreeStep<T extends Placed = Placed> {
  key: string;
  /** For people only. */
  name: string;
  /** What it is for; see `roles.ts`. */
  role: string;
  item: T;
}

/** A named scope of a program with what happened in it. */
export interface TreeScope<T extends Placed = Placed> {
  key: string;
  path: readonly string[];
  name: string;
  role: string;
  /** In program order. */
  steps: TreeStep<T>[];
  /** In program order. */
  scopes: TreeScope<T>[];
  /** The roles that this tree goes by. */
  roleOf(at: { role: string }): Role;
}

const place = { before: 0, beside: 1, after: 2 } as const;
const collator = new Intl.Collator('en', { numeric: true });

/**
 * The tree of all items whose path lies below `root`. It depends on paths and roles only: a journal holds its entries in the order in
 * which answers came, which differs from run to run. Siblings of one order stand by their names. A later item takes the place of an
 * earlier one of its path. `own` are roles that a strategy adds to the usual ones.
 */
export function buildTree<T extends Placed>(
  items: Iterable<T>,
  root: readonly string[],
  own: Roles = {},
): TreeScope<T> {
  const known = new Map<string, Role>();
  const roleOf = ({ role }: { role: string }): Role => {
    const found = known.get(role) ?? findRole(role, own);
    known.set(role, found);
    return found;
  };
  const newScope = (path: readonly string[], role: string): TreeScope<T> => {
    return { key: pathKey(path), path, name: path.at(-1) ?? '', role, steps: [], scopes: [], roleOf };
  };
  const top = newScope(root, '');
  const scopes = new Map([[top.key, top]]);
  const steps = new Map<string, TreeStep<T>>();
  const scopeAt = (path: readonly string[], roles: readonly string[]): TreeScope<T> => {
    const found = scopes.get(pathKey(path));
    if (found) return found;
    const scope = newScope(path, roles[path.length - 1] ?? '');
    scopes.set(scope.key, scope);
    scopeAt(path.slice(0, -1), roles).scopes.push(scope);
    return scope;
  };
  for (const item of items) {
    const { path, roles = [] } = item;
    if (path.length <= root.length || !root.every((name, depth) => path[depth] === name)) continue;
    const key = pathKey(path);
    const earlier = steps.get(key);
    if (earlier) {
      earlier.item = item;
      continue;
    }
    const step = { key, name: path.at(-1) ?? '', role: roles[path.length - 1] ?? '', item };
    steps.set(key, step);
    scopeAt(path.slice(0, -1), roles).steps.push(step);
  }
  const inOrder = (a: { name: string; role: string }, b: { name: string; role: string }) =>
    place[roleOf(a).order] - place[roleOf(b).order] ||
    collator.compare(a.name, b.name) ||
    (a.name < b.name ? -1 : Number(a.name > b.name));
  for (const scope of scopes.values()) {
    scope.steps.sort(inOrder);
    scope.scopes.sort(inOrder);
  }
  return top;
}

/** Whether a step stands before the rest of its scope: a split, a controller's line. */
export const isBefore = (step: TreeStep, scope: TreeScope): boolean => scope.roleOf(step).order === 'before';

/** The step that gives a scope its result: the last one that does not stand before the rest, or one that may end a program. */
export const resultStep = <T extends Placed>(scope: TreeScope<T>): TreeStep<T> | undefined =>
  scope.steps.findLast(step => !isBefore(step, scope)) ??
  scope.steps.findLast(step => scope.roleOf(step).mayEnd && scope.scopes.length === 0);

/** Whether the scopes of a scope follow one another; else they are independent. */
export const isSequence = (scope: TreeScope): boolean =>
  scope.scopes.some(child => scope.roleOf(child).isSequence === true);

/** A scope and all below it, in program order. */
export function* walk<T extends Placed>(scope: TreeScope<T>): Generator<TreeScope<T>> {
  yield scope;
  for (const child of scope.scopes) yield* walk(child);
}

/** A step with the scopes that it stands in, the innermost last. */
export interface StepInTree<T extends Placed = Placed> {
  step: TreeStep<T>;
  scope: TreeScope<T>;
  /** Whether it is, or stands below, one of several candidates: see `Role.isCandidate`. */
  isCandidate: boolean;
}

/** All steps of a scope as the program comes to them: what stands before the sub-scopes, these, and what stands behind. */
export function* inProgramOrder<T extends Placed>(scope: TreeScope<T>, isCandidate = false): Generator<StepInTree<T>> {
  for (const step of scope.steps) if (isBefore(step, scope)) yield { step, scope, isCandidate };
  for (const child of scope.scopes) {
    yield* inProgramOrder(child, isCandidate || scope.roleOf(child).isCandidate === true);
  }
  for (const step of scope.steps) if (!isBefore(step, scope)) yield { step, scope, isCandidate };
}

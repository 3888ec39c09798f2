import { pathKey } from '@/lib/experiment/entry';
import type { TracedCall } from './call';
import { stage } from './stages';

/** A call or a computed value, directly in a scope. */
export interface TraceStep {
  key: string;
  name: string;
  call: TracedCall;
}

/** A named scope of the program with what happened in it. */
export interface TraceScope {
  key: string;
  path: readonly string[];
  name: string;
  /** In program order. */
  steps: TraceStep[];
  /** In program order. */
  scopes: TraceScope[];
}

const collator = new Intl.Collator('en', { numeric: true });
const inOrder = (a: { name: string }, b: { name: string }) =>
  stage(a.name) - stage(b.name) || collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);

/** The tree of all calls whose path lies below `root`, the same whatever the order of the calls. A later call replaces an earlier one of its path. */
export function buildTree(calls: Iterable<TracedCall>, root: readonly string[]): TraceScope {
  const top = newScope(root);
  const scopes = new Map([[top.key, top]]);
  const steps = new Map<string, TraceStep>();
  for (const call of calls) {
    if (call.path.length <= root.length || !root.every((name, depth) => call.path[depth] === name)) continue;
    const key = pathKey(call.path);
    const known = steps.get(key);
    if (known) {
      known.call = call;
      continue;
    }
    const step = { key, name: call.path.at(-1) ?? '', call };
    steps.set(key, step);
    scopeAt(scopes, call.path.slice(0, -1)).steps.push(step);
  }
  for (const scope of scopes.values()) {
    scope.steps.sort(inOrder);
    scope.scopes.sort(inOrder);
  }
  return top;
}

function newScope(path: readonly string[]): TraceScope {
  return { key: pathKey(path), path, name: path.at(-1) ?? '', steps: [], scopes: [] };
}

function scopeAt(scopes: Map<string, TraceScope>, path: readonly string[]): TraceScope {
  const known = scopes.get(pathKey(path));
  if (known) return known;
  const scope = newScope(path);
  scopes.set(scope.key, scope);
  scopeAt(scopes, path.slice(0, -1)).scopes.push(scope);
  return scope;
}

/**
 * The step that gives a scope its result: the last one that does not stand before the rest. Where a controller decides to end, that
 * decision is all there is, and the result.
 */
export const resultStep = (scope: TraceScope): TraceStep | undefined =>
  scope.steps.findLast(step => stage(step.name) > 0) ?? scope.steps.findLast(step => step.name === 'decide');

/** A scope and all below it, in program order. */
export function* walk(scope: TraceScope): Generator<TraceScope> {
  yield scope;
  for (const child of scope.scopes) yield* walk(child);
}

/** All steps of a scope as the program comes to them: what stands before the sub-scopes, these, and what stands behind. */
export function* inProgramOrder(scope: TraceScope): Generator<{ step: TraceStep; scope: TraceScope }> {
  for (const step of scope.steps) if (stage(step.name) < 1) yield { step, scope };
  for (const child of scope.scopes) yield* inProgramOrder(child);
  for (const step of scope.steps) if (stage(step.name) >= 1) yield { step, scope };
}

import { Failure } from '@/lib/core/failure';
import type { Scope } from '@/lib/experiment/scope';

/** What one strategy may spend on one problem. Models loop, and split into thousands of parts; a run goes on without them. */
export const bounds = {
  /** Parts of one split, questions of one list. */
  parts: 100,
  /** Levels of division, more than any problem of 40 digits needs. */
  depth: 12,
  /** Calls: a multiplication of 16 digits with w = 1 makes 511. */
  calls: 10_000,
} as const;

/** The parts of a split, or why they cannot be used. @throws Failure `split-stuck` without any and `bound-reached` with too many */
export function checkParts(parts: string[]): string[] {
  if (parts.length === 0) throw new Failure('split-stuck', 'It returned no part.');
  if (parts.length > bounds.parts) {
    throw new Failure('bound-reached', `It returned ${parts.length} parts; at most ${bounds.parts} are allowed.`);
  }
  return parts;
}

/** @throws Failure `bound-reached` below the deepest level that is allowed */
export function checkDepth(depth: number): void {
  if (depth > bounds.depth) throw new Failure('bound-reached', `It was divided more than ${bounds.depth} times.`);
}

/** The same scope, whose `ask` refuses more than `bounds.calls` calls (`bound-reached`); all scopes below it count together. */
export function bounded(scope: Scope, count = { calls: 0 }): Scope {
  return {
    ...scope,
    ask(prompt, options) {
      if (count.calls >= bounds.calls) {
        return Promise.reject(new Failure('bound-reached', `It asked more than ${bounds.calls} times.`));
      }
      count.calls++;
      return scope.ask(prompt, options);
    },
    all: (items, name, body, options) =>
      scope.all(items, name, (item, sub) => body(item, bounded(sub, count)), options),
    step: (name, options) => bounded(scope.step(name, options), count),
  };
}

import { canonical, type Json } from '@/lib/ground/json';
import { outcome } from './call';
import { resultStep, stage, type TraceScope, type TraceStep } from './tree';

/**
 * What became of a step. `entered`: wrong (or unreadable) although all it was given was right, so the error entered here.
 * `inherited`: wrong, but what it was given was wrong already. `unknown`: no answer
 * came (yet), or the truth is not known.
 */
export type Verdict = 'unknown' | 'right' | 'entered' | 'inherited';

/** Says what is right where; the journal's own truths are the default, a panel that knows more brings its own. */
export interface Rulebook {
  /** The right outcome of a step; undefined where it is not known. */
  expected(step: TraceStep, scope: TraceScope): Json | undefined;
  /** Whether the problem that a scope was given is the right one; undefined: follows from the steps above it. */
  given?(scope: TraceScope): boolean | undefined;
}

export const journaledTruth: Rulebook = { expected: step => step.call.entry?.truth };

/** The verdict of every step of a tree, by its key. */
export function judge(tree: TraceScope, rules: Rulebook = journaledTruth): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  judgeScope(tree, true, rules, verdicts);
  return verdicts;
}

function judgeScope(scope: TraceScope, aboveRight: boolean, rules: Rulebook, verdicts: Map<string, Verdict>): void {
  const given = rules.given?.(scope) ?? aboveRight;
  const rightSoFar = (steps: TraceStep[]) => steps.every(step => verdicts.get(step.key) === 'right');
  const before = scope.steps.filter(step => stage(step.name) < 1);
  const after = scope.steps.filter(step => stage(step.name) >= 1);
  for (const step of before) verdicts.set(step.key, verdictOf(step, scope, given, rules));
  const divided = given && rightSoFar(before);
  for (const child of scope.scopes) judgeScope(child, divided, rules, verdicts);
  const solved = scope.scopes.every(child => {
    const step = resultStep(child);
    return step !== undefined && verdicts.get(step.key) === 'right';
  });
  for (const step of after) verdicts.set(step.key, verdictOf(step, scope, divided && solved, rules));
}

function verdictOf(step: TraceStep, scope: TraceScope, inputsRight: boolean, rules: Rulebook): Verdict {
  const { status, entry } = step.call;
  if (!entry || status === 'running') return 'unknown';
  const expected = rules.expected(step, scope);
  if (expected === undefined && status !== 'failed') return 'unknown';
  const found = outcome(step.call);
  if (found !== undefined && canonical(found) === canonical(expected)) return 'right';
  return inputsRight ? 'entered' : 'inherited';
}

import { canonical, type Json } from '@/lib/core/json';
import { outcome } from './call';
import { stage, stepNumber } from './stages';
import { inProgramOrder, resultStep, type TraceScope, type TraceStep } from './tree';

/**
 * What became of a step. `entered`: wrong (or unreadable) although all it was given was right, so the error entered here.
 * `inherited`: wrong, but what it was given was wrong already. `wrong`: wrong, and nobody knows whether what it was given was right.
 * `unknown`: no answer came (yet), or the truth is not known.
 */
export type Verdict = 'unknown' | 'right' | 'entered' | 'inherited' | 'wrong';

/** Says what is right where; the journal's own truths are the default, a panel that knows more brings its own. */
export interface Rulebook {
  /** The right outcome of a step; undefined where it is not known. */
  expected(step: TraceStep, scope: TraceScope): Json | undefined;
  /** Whether an outcome is as good as the expected one; without it, they must be equal. */
  agrees?(found: Json, expected: Json, step: TraceStep): boolean;
  /** Whether the problem that a scope was given is the right one; undefined: follows from the steps above it. */
  given?(scope: TraceScope): boolean | undefined;
}

export const journaledTruth: Rulebook = { expected: step => step.call.entry?.truth };

/** What is known of all that a step was given. */
type Trust = 'right' | 'wrong' | 'unknown';

const trustOf = (verdict: Verdict | undefined): Trust =>
  verdict === 'right' ? 'right' : verdict === undefined || verdict === 'unknown' ? 'unknown' : 'wrong';

const together = (all: readonly Trust[]): Trust =>
  all.includes('wrong') ? 'wrong' : all.includes('unknown') ? 'unknown' : 'right';

/** The verdict of every step of a tree, by its key. */
export function judge(tree: TraceScope, rules: Rulebook = journaledTruth): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  judgeScope(tree, 'right', rules, verdicts);
  return verdicts;
}

/** Parts are given what stands before them. The steps of a sequence are given all steps before them as well. */
function judgeScope(scope: TraceScope, above: Trust, rules: Rulebook, verdicts: Map<string, Verdict>): void {
  const isGivenRight = rules.given?.(scope);
  const given: Trust = isGivenRight === undefined ? above : isGivenRight ? 'right' : 'wrong';
  const trusted = (steps: readonly TraceStep[]) => together(steps.map(step => trustOf(verdicts.get(step.key))));
  const before = scope.steps.filter(step => stage(step.name) < 1);
  const after = scope.steps.filter(step => stage(step.name) >= 1);
  for (const step of before) verdicts.set(step.key, verdictOf(step, scope, given, rules));
  const divided = together([given, trusted(before)]);

  let chain = divided;
  for (const child of scope.scopes) {
    const isStep = stepNumber(child.name) !== undefined;
    judgeScope(child, isStep ? chain : divided, rules, verdicts);
    if (isStep) chain = together([chain, trusted([...inProgramOrder(child)].filter(isRelied).map(({ step }) => step))]);
  }
  const solved = together(scope.scopes.map(child => resultTrust(child, verdicts)));
  for (const step of after) verdicts.set(step.key, verdictOf(step, scope, together([divided, solved]), rules));
}

const BALLOT = /^vote \d/;

/** A ballot that cannot be read is left out of the count: nothing was built on it. */
const isRelied = ({ scope }: { scope: TraceScope }): boolean => !BALLOT.test(scope.name);

function resultTrust(scope: TraceScope, verdicts: Map<string, Verdict>): Trust {
  if (!isRelied({ scope })) return 'unknown';
  const step = resultStep(scope);
  return trustOf(step && verdicts.get(step.key));
}

function verdictOf(step: TraceStep, scope: TraceScope, given: Trust, rules: Rulebook): Verdict {
  const { status, entry } = step.call;
  if (!entry || status === 'running') return 'unknown';
  const expected = rules.expected(step, scope);
  if (expected === undefined && status !== 'failed') return 'unknown';
  const found = outcome(step.call);
  if (found === undefined) return given === 'wrong' ? 'inherited' : 'entered';
  if (expected === undefined) return 'unknown';
  const isRight = rules.agrees?.(found, expected, step) ?? canonical(found) === canonical(expected);
  if (isRight) return 'right';
  return given === 'right' ? 'entered' : given === 'wrong' ? 'inherited' : 'wrong';
}

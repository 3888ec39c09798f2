import { isOfTheModel } from '@/lib/core/failure';
import { canonical, type Json } from '@/lib/core/json';
import type { JournalEntry } from '@/lib/experiment/entry';
import { entryOf, failureOf, outcomeOf, type Seen, truthOf } from './outcome';
import { isBefore, resultStep, type TreeScope, type TreeStep } from './tree';

/**
 * What became of a step. `entered`: wrong (or unreadable) although all it was given was right, so the error entered here.
 * `inherited`: wrong, but what it was given was wrong already. `wrong`: wrong, and nobody knows whether what it was given was right.
 * `unknown`: no answer came (yet), or the truth is not known.
 */
export type Verdict = 'unknown' | 'right' | 'entered' | 'inherited' | 'wrong';

/** Says what is right where; the journal's own truths are the default, a strategy that knows more brings its own. */
export interface Rules<T extends Seen = Seen> {
  /** The right outcome of a step; undefined where it is not known. */
  expected(step: TreeStep<T>, scope: TreeScope<T>): Json | undefined;
  /** Whether an outcome is as good as the expected one; without it, or where it gives undefined, they must be equal. */
  agrees?(found: Json, expected: Json, step: TreeStep<T>): boolean | undefined;
  /** Whether the problem that a scope was given is the right one; undefined: follows from the steps above it. */
  given?(scope: TreeScope<T>): boolean | undefined;
  /** Whether an outcome is known to be wrong although the right one is not: a checker refused it. */
  isRefused?(step: TreeStep<T>, scope: TreeScope<T>): boolean;
  /** What follows by code from what a step was given, right or wrong; undefined where code cannot tell. */
  follows?(step: TreeStep<T>, scope: TreeScope<T>): Json | undefined;
}

export const journaledTruth: Rules = { expected: ({ item }) => truthOf(entryOf(item)) };

/** What is known of all that a step was given. */
type Trust = 'right' | 'wrong' | 'unknown';

export type Verdicts = ReadonlyMap<string, Verdict>;

/** The verdict of every step of a tree, by its key. */
export function judge<T extends Seen>(tree: TreeScope<T>, rules: Rules<T> = journaledTruth as Rules<T>): Verdicts {
  const verdicts = new Map<string, Verdict>();
  judgeScope(tree, 'right', rules, verdicts);
  return verdicts;
}

const trustOf = (verdict: Verdict | undefined): Trust =>
  verdict === 'right' ? 'right' : verdict === undefined || verdict === 'unknown' ? 'unknown' : 'wrong';

/** Of all that is needed. */
const every = (all: readonly Trust[]): Trust =>
  all.includes('wrong') ? 'wrong' : all.includes('unknown') ? 'unknown' : 'right';

/** Of candidates, of which one right one is enough. Those that cannot be read are left out before. */
const any = (all: readonly Trust[]): Trust =>
  all.includes('right') ? 'right' : all.includes('unknown') || all.length === 0 ? 'unknown' : 'wrong';

/** Parts are given what stands before them. The scopes of a sequence are given those before them as well. */
function judgeScope<T extends Seen>(
  scope: TreeScope<T>,
  above: Trust,
  rules: Rules<T>,
  verdicts: Map<string, Verdict>,
): void {
  const isGivenRight = rules.given?.(scope);
  const given: Trust = isGivenRight === undefined ? above : isGivenRight ? 'right' : 'wrong';
  const before = scope.steps.filter(step => isBefore(step, scope));
  for (const step of before) verdicts.set(step.key, verdictOf(step, scope, given, rules));
  const divided = every([given, ...before.map(step => trustOf(verdicts.get(step.key)))]);

  let chain = divided;
  for (const child of scope.scopes) {
    const isStep = scope.roleOf(child).isSequence === true;
    judgeScope(child, isStep ? chain : divided, rules, verdicts);
    if (isStep) chain = every([chain, stepTrust(child, verdicts)]);
  }
  const solved = partsTrust(scope, verdicts);
  for (const step of scope.steps) {
    if (!isBefore(step, scope)) verdicts.set(step.key, verdictOf(step, scope, every([divided, solved]), rules));
  }
}

/** Whether everything that a scope of a sequence hands on is right. */
const stepTrust = <T extends Seen>(scope: TreeScope<T>, verdicts: Verdicts): Trust =>
  every([...scope.steps.map(step => trustOf(verdicts.get(step.key))), partsTrust(scope, verdicts)]);

/** Whether the results of the sub-scopes are right, as far as a step behind them relies on them. */
function partsTrust<T extends Seen>(scope: TreeScope<T>, verdicts: Verdicts): Trust {
  const groups = new Map<string, Trust[]>();
  const needed: Trust[] = [];
  for (const child of scope.scopes) {
    const step = resultStep(child);
    const trust = trustOf(step && verdicts.get(step.key));
    if (!scope.roleOf(child).isCandidate) needed.push(trust);
    else if (!step || isReadable(step)) groups.set(child.role, [...(groups.get(child.role) ?? []), trust]);
  }
  return every([...needed, ...[...groups.values()].map(any)]);
}

const isReadable = ({ item }: TreeStep<Seen>): boolean => {
  const entry = entryOf(item);
  return entry === undefined || outcomeOf(entry) !== undefined;
};

/** Whether the model answered in a way that cannot be used. A fault of the program that read the answer is none of the model. */
const isUnusable = (entry: JournalEntry): boolean => isOfTheModel(failureOf(entry)?.kind ?? '');

function verdictOf<T extends Seen>(step: TreeStep<T>, scope: TreeScope<T>, given: Trust, rules: Rules<T>): Verdict {
  const entry = entryOf(step.item);
  if (!entry) return 'unknown';
  const found = outcomeOf(entry);
  if (found === undefined) return !isUnusable(entry) ? 'unknown' : given === 'wrong' ? 'inherited' : 'entered';
  const expected = rules.expected(step, scope);
  if (expected === undefined && !rules.isRefused?.(step, scope)) return 'unknown';
  if (expected !== undefined) {
    const isRight = rules.agrees?.(found, expected, step) ?? canonical(found) === canonical(expected);
    if (isRight) return 'right';
  }
  if (given !== 'unknown') return given === 'right' ? 'entered' : 'inherited';
  // What it was given cannot be checked. Where its outcome is not even what follows from that, it is at fault itself.
  const follows = rules.follows?.(step, scope);
  if (follows === undefined) return 'wrong';
  return canonical(found) === canonical(follows) ? 'inherited' : 'entered';
}

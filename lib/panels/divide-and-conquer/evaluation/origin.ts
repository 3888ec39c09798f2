import type { JournalEntry } from '@/lib/experiment/entry';
import { canonical, type Json } from '@/lib/core/json';
import type { Metric } from '../tasks/contract';
import type { TaskPrompts } from '../strategies/contract';
import { callTree, inOrder, isCall, outcomeOf, type CallScope } from './call-tree';
import type { ErrorKind } from './error-kinds';
import { losesDigits, losesSentences } from './losses';

/** Where an error entered: at which step, if that is known. */
export interface Origin {
  kind: ErrorKind;
  path: readonly string[] | null;
}

/** What is needed to find the origin of a wrong answer. */
export interface WrongAnswer {
  strategy: string;
  problem: Json;
  prompts: TaskPrompts;
  metric: Metric;
  /** Leaf size w of the run. */
  leaf: number;
}

/**
 * The first step, in program order, that was wrong although what it was given was right. Each step is held against the truth of what it
 * was actually given, worked out again with the task's own rules: after an uneven split the journal's truths speak of other parts.
 */
export function originOf(wrong: WrongAnswer, entries: Iterable<JournalEntry>, root: readonly string[]): Origin {
  const tree = callTree(entries, root);
  switch (wrong.strategy) {
    case 'cot-sc':
      return ofVote(tree);
    case 'least-to-most':
      return ofSequence(tree, wrong);
    case 'decomposed':
      return ofProgram(tree);
    case 'single-level':
    case 'divide-and-conquer':
      return ofDivision(tree, wrong);
    default:
      return { kind: 'answer-wrong', path: lastStep(tree)?.path ?? null };
  }
}

const unknown: Origin = { kind: 'unknown', path: null };

const lastStep = (scope: CallScope): JournalEntry | undefined => [...scope.steps.values()].findLast(isCall);

const isRight = (entry: JournalEntry): boolean =>
  canonical(outcomeOf(entry) ?? null) === canonical(truthOf(entry) ?? null);

const truthOf = (entry: JournalEntry): Json | undefined => (entry.kind === 'embedding' ? undefined : entry.truth);

function ofVote(tree: CallScope): Origin {
  const chains = tree.scopes.flatMap(({ steps }) => steps.get('reason') ?? []);
  if (chains.every(chain => truthOf(chain) === undefined)) return unknown;
  if (chains.some(isRight)) return { kind: 'vote-wrong', path: tree.steps.get('vote')?.path ?? null };
  return { kind: 'answer-wrong', path: chains[0]?.path ?? null };
}

function ofSequence(tree: CallScope, wrong: WrongAnswer): Origin {
  const split = tree.steps.get('split');
  const due = wrong.prompts.sequence?.(wrong.problem).list.byCode() ?? [];
  if (split && loses(wrong, due, partsOf(split))) return { kind: 'split-lost', path: split.path };
  const steps = inOrder(tree.scopes).flatMap(({ steps }) => steps.get('solve') ?? []);
  const first = steps.find(step => truthOf(step) !== undefined && !isRight(step));
  if (first) return { kind: 'step-wrong', path: first.path };
  const merge = tree.steps.get('merge');
  if (steps.every(step => truthOf(step) !== undefined) && merge) return { kind: 'merge-wrong', path: merge.path };
  // Without the truth of a step: a conclusion that contradicts the steps is at fault, else one of them must be.
  if (wrong.metric !== 'detection' || !merge) return unknown;
  const concluded = steps.some(step => outcomeOf(step) === 'yes') ? 'yes' : 'no';
  return outcomeOf(merge) === concluded
    ? { kind: 'step-wrong', path: null }
    : { kind: 'merge-wrong', path: merge.path };
}

/** The controller's lines and the modules' answers in turn; after the first wrong one, the truths of later ones no longer apply. */
function ofProgram(tree: CallScope): Origin {
  for (const { steps } of inOrder(tree.scopes)) {
    const decide = steps.get('decide');
    if (decide && !isRight(decide)) return { kind: 'controller-wrong', path: decide.path };
    const solve = steps.get('solve');
    if (solve && !isRight(solve)) return { kind: 'step-wrong', path: solve.path };
  }
  return unknown;
}

function ofDivision(tree: CallScope, wrong: WrongAnswer): Origin {
  let unsure = false;

  const visit = (scope: CallScope, problem: Json, level: number): Origin | null => {
    const solve = scope.steps.get('solve');
    if (solve) {
      const truth = wrong.prompts.truth(problem);
      unsure ||= truth === undefined;
      if (truth === undefined || outcomeOf(solve) === truth) return null;
      return { kind: level === 0 ? 'answer-wrong' : 'leaf-wrong', path: solve.path };
    }
    const division = wrong.prompts.divide(problem, wrong.leaf);
    const pieces: string[][] = [];
    for (const split of division.splits) {
      const step = scope.steps.get(split.name);
      if (!step) return unknown;
      pieces.push(partsOf(step));
      if (loses(wrong, split.byCode(), partsOf(step))) return { kind: 'split-lost', path: step.path };
    }
    const answers: string[] = [];
    for (const part of division.children(pieces)) {
      const child = scope.scopes.find(({ name }) => name === part.name);
      const found = child ? visit(child, part.problem, level + 1) : unknown;
      if (found) return found;
      answers.push(String(outcomeOf(child?.steps.get('solve') ?? child?.steps.get('merge')) ?? ''));
    }
    const merge = scope.steps.get('merge');
    // Of your own task only the user knows what a merge should make of its answers.
    if (!merge || wrong.metric === 'checked')
      return merge && !unsure ? { kind: 'merge-wrong', path: merge.path } : null;
    const due = division.mergeByCode(pieces, answers);
    return outcomeOf(merge) === due ? null : { kind: 'merge-wrong', path: merge.path };
  };

  const found = visit(tree, wrong.problem, 0);
  if (found) return found;
  // All splits kept everything and all merges fit their answers: a part whose truth is not known must be wrong.
  return unsure && wrong.metric !== 'checked' ? { kind: 'leaf-wrong', path: null } : unknown;
}

function partsOf(step: JournalEntry): string[] {
  const value = outcomeOf(step);
  return Array.isArray(value) ? value.map(String) : [];
}

/** Whether a split lost or changed something. Of your own task that cannot be told: what it ought to give is the user's to say. */
function loses({ metric, strategy }: WrongAnswer, due: readonly string[], found: readonly string[]): boolean {
  if (metric === 'checked') return false;
  if (metric === 'detection') return losesSentences(due, found);
  return strategy === 'least-to-most' ? canonical(due) !== canonical(found) : losesDigits(due, found);
}

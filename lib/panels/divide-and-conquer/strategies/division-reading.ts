import { canonical, type Json } from '@/lib/core/json';
import { entryOf, outcomeOf, type Seen } from '@/lib/evaluation/outcome';
import { beginning } from '@/lib/evaluation/shorten';
import { type Placed, resultStep, type TreeScope } from '@/lib/evaluation/tree';
import { pathKey } from '@/lib/experiment/entry';
import { createNamer } from '@/lib/experiment/names';
import type { Division, Part, SplitCall, TaskPrompts } from '../tasks/prompts';
import type { Reading, ReadingContext, Title } from './contract';
import { lossInWords } from './loss';
import { outcomeTitle, shortTitle } from './outcome-words';
import { namedTitle } from './plain-reading';

/** What stands where in a division: the problem that a scope was given, and the one that right calls above would have given it. */
interface Node<P extends Json> {
  problem: P;
  /** Unknown below a split that changed the shape of the tree. */
  due: P | undefined;
  /** Without it, the whole problem. */
  part?: Part<P>;
  level: number;
  isLeaf: boolean;
}

/** What a reading collects. */
interface Found<P extends Json> {
  nodes: Map<string, Node<P>>;
  pending: Placed[];
  /** The right outcome of a step, pending ones among them, by its key. */
  expected: Map<string, Json>;
  /** Outcomes that differ from the expected ones and are as good, by the key of their step. */
  accepted: Set<string>;
  /** The task's own splits, by the key of their step. */
  splits: Map<string, SplitCall>;
  /** What code makes of what a merge was given, by the key of its step. */
  follows: Map<string, Json>;
}

/**
 * Reads a division back from its journal with the program's own rules. A split that cuts otherwise than code and loses nothing is right,
 * and what follows is measured against it: the journal's own truths know only the cut of code.
 */
export function readDivision<T extends Seen, P extends Json>(
  tree: TreeScope<T>,
  { prompts, problem, options: { leaf } }: ReadingContext<P, { leaf: number; [other: string]: Json }>,
  isLeaf: (at: { problem: P; level: number }) => boolean,
): Reading<T> {
  const found: Found<P> = {
    nodes: new Map(),
    pending: [],
    expected: new Map(),
    accepted: new Set(),
    splits: new Map(),
    follows: new Map(),
  };
  const visit = (scope: Scope<T>, node: Omit<Node<P>, 'isLeaf'>) => {
    const at: Node<P> = { ...node, isLeaf: isLeaf(node) };
    found.nodes.set(scope.key, at);
    const result = scope.tree && resultStep(scope.tree);
    const truth = at.due === undefined ? undefined : prompts.truth(at.due);
    const key = result?.key ?? addPending(scope, at.isLeaf ? 'solve' : 'merge', found);
    if (truth !== undefined) found.expected.set(key, truth);
    if (at.isLeaf) return;
    const division = prompts.divide(at.problem, leaf);
    const ideal = at.due === undefined ? undefined : prompts.divide(at.due, leaf);
    const isOnTrack = at.due !== undefined && canonical(at.due) === canonical(at.problem);
    const name = createNamer();
    const { pieces, due } = readSplits(scope, division, ideal, isOnTrack, name, found);
    if (!pieces) return;
    const children = childrenOf(division, pieces);
    if (!children && isOnTrack) expectCode(scope, division, found);
    const right = (ideal && childrenOf(ideal, due)) ?? [];
    const answers = (children ?? []).map((part, index) => {
      const below = childScope(scope, name(part.name));
      const stands = right[index]?.name === part.name ? right[index].problem : undefined;
      visit(below, {
        problem: part.problem,
        due: division.partsKnowTruth ? part.problem : stands,
        part,
        level: at.level + 1,
      });
      const answer = below.tree && resultStep(below.tree);
      return answer && outcomeOf(entryOf(answer.item));
    });
    if (result && children && !division.anyMergeIsRight && answers.every(answer => typeof answer === 'string')) {
      found.follows.set(result.key, division.mergeByCode(pieces, answers));
    }
  };
  visit({ key: tree.key, path: tree.path, roles: rolesOf(tree), tree }, { problem, due: problem, level: 0 });

  return {
    pending: found.pending,
    rules: {
      expected: step => found.expected.get(step.key),
      agrees: (_found, _expected, step) => (found.accepted.has(step.key) ? true : undefined),
      given(scope) {
        const node = found.nodes.get(scope.key);
        return node && node.due !== undefined && canonical(node.due) === canonical(node.problem);
      },
      follows: step => found.follows.get(step.key),
    },
    titleOf(scope) {
      const node = found.nodes.get(scope.key);
      return node ? titleOf(node, prompts) : namedTitle(scope);
    },
    outcomeOf: step => outcomeTitle(step, prompts, prompts.partsNoun),
    splitOf: ({ key }) => found.splits.get(key)?.whole,
    lossOf: step => lossInWords(step, found.splits.get(step.key), prompts.partsNoun),
  };
}

/** A scope of the program, of which the journal may hold nothing yet. */
interface Scope<T extends Seen> {
  key: string;
  path: readonly string[];
  roles: readonly string[];
  tree?: TreeScope<T>;
}

/** Pieces that the splits gave, once all have; `due` are those that right calls above would have given. */
function readSplits<T extends Seen, P extends Json>(
  scope: Scope<T>,
  division: Division<P>,
  ideal: Division<P> | undefined,
  isOnTrack: boolean,
  name: (name: string) => string,
  found: Found<P>,
): { pieces: string[][] | null; due: string[][] } {
  const due = ideal?.splits.map(split => split.byCode()) ?? [];
  const pieces: string[][] = [];
  for (const [index, split] of division.splits.entries()) {
    const at = name(split.name);
    const step = scope.tree?.steps.find(candidate => candidate.name === at);
    const key = step?.key ?? addPending(scope, 'split', found, at);
    found.splits.set(key, split);
    const value = step && listOf(outcomeOf(entryOf(step.item)));
    if (value) pieces.push(value);
    const isAccepted = isOnTrack && value !== undefined && (split.accepts?.(value) ?? false);
    if (isAccepted) due[index] = value;
    const right = ideal?.splits.findIndex(other => other.name === split.name) ?? -1;
    if (division.anySplitIsRight || right < 0) continue;
    found.expected.set(key, due[right] ?? []);
    if (isAccepted) found.accepted.add(key);
  }
  return { pieces: pieces.length < division.splits.length ? null : pieces, due };
}

/** Splits that do not fit each other: what is not the cut of code is wrong. */
function expectCode<T extends Seen, P extends Json>(scope: Scope<T>, division: Division<P>, found: Found<P>): void {
  const name = createNamer();
  for (const split of division.splits) {
    const at = name(split.name);
    const step = scope.tree?.steps.find(candidate => candidate.name === at);
    if (!step) continue;
    found.expected.set(step.key, split.byCode());
    found.accepted.delete(step.key);
  }
}

/** The parts of a division; null where its splits do not fit each other. */
function childrenOf<P extends Json>(division: Division<P>, pieces: string[][]): Part<P>[] | null {
  try {
    return division.children(pieces);
  } catch {
    return null;
  }
}

const listOf = (value: Json | undefined): string[] | undefined =>
  Array.isArray(value) ? value.map(String) : undefined;

const rolesOf = (tree: TreeScope<Seen>): string[] => tree.path.map((_, depth) => ['unit', 'strategy'][depth] ?? 'part');

/** Adds a call that will come; returns its key. */
function addPending<P extends Json>(scope: Scope<Seen>, role: string, { pending }: Found<P>, name = role): string {
  const path = [...scope.path, name];
  pending.push({ path, roles: [...scope.roles, role] });
  return pathKey(path);
}

function childScope<T extends Seen>(parent: Scope<T>, name: string): Scope<T> {
  const tree = parent.tree?.scopes.find(child => child.name === name);
  const path = [...parent.path, name];
  return { key: pathKey(path), path, roles: [...parent.roles, 'part'], ...(tree && { tree }) };
}

function titleOf<P extends Json>({ problem, part, isLeaf }: Node<P>, prompts: TaskPrompts<P>): Title {
  if (!part) return prompts.titleOf(problem, 'whole');
  const { short, whole } = prompts.titleOf(problem, isLeaf ? 'leaf' : 'part');
  if (part.number === undefined) return { short, whole };
  return { short: beginning(`${part.number}: ${whole}`, shortTitle), whole: `${part.name}: ${whole}` };
}

import { counted, listed } from '@/lib/core/in-words';
import { findOccurrence, type Occurrence } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/direct';
import {
  baseNodes,
  childrenOf,
  type Colour,
  colourOf,
  type Instance,
  nodesUnder,
} from '@/lib/panels/divide-and-conquer/subtree-isomorphism/encoding';
import type { Step, StepKind, Trace } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/trace';

/** What the picture shows after some of the steps. */
export interface Reading {
  /** What the last step does, in a sentence. */
  sentence: string;
  /** The part of the pattern that the last step is about; empty before the first. */
  part: ReadonlySet<number>;
  /** Its root. */
  focus: number | null;
  /** For every solved part, by its root: how many base nodes match. */
  solved: ReadonlyMap<number, number>;
  /** Base nodes that match the part; null while that is not known. */
  matching: ReadonlySet<number> | null;
  /** At a merge: which of the part's children a base node matches. */
  matchesChildren: ReadonlyMap<number, readonly number[]>;
  /** Where the pattern occurs; null before the answer, or if it does not occur. */
  occurrence: Occurrence | null;
}

/** The colours are named by their shapes. */
export const colourWords: readonly [string, string] = ['round', 'square'];
export const wordOf = (colour: Colour): string => colourWords[colour];

export const stageWords: Record<StepKind, string> = {
  split: 'Split',
  solve: 'Solve',
  merge: 'Merge',
  answer: 'Answer',
};

/** The base nodes that a step's vector names. */
export const matchedBy = (instance: Instance, step: Step): number[] => {
  const vector = step.value;
  return Array.isArray(vector) ? baseNodes(instance).filter((_, at) => vector[at] === 1) : [];
};

/** Reads the first `count` steps. */
export function readSteps(instance: Instance, { steps }: Trace, count: number): Reading {
  const past = steps.slice(0, count);
  const step = past.at(-1);
  const solving = past.filter(({ kind }) => kind === 'solve' || kind === 'merge');
  const vectors = new Map(solving.map(each => [each.pattern, matchedBy(instance, each)]));
  const whole = step?.kind === 'answer' ? vectors.get(step.pattern) : undefined;
  const matching = step && step.kind !== 'split' ? (whole ?? matchedBy(instance, step)) : null;
  const matchesChildren = new Map<number, number[]>();
  if (step?.kind === 'merge') {
    for (const child of childrenOf(instance, step.pattern)) {
      for (const base of vectors.get(child) ?? [])
        matchesChildren.set(base, [...(matchesChildren.get(base) ?? []), child]);
    }
  }
  return {
    sentence: step ? sentenceOf(instance, step, matching ?? []) : 'Nothing is computed yet. Press Step or Play.',
    part: new Set(step ? nodesUnder(instance, step.pattern) : []),
    focus: step?.pattern ?? null,
    solved: new Map([...vectors].map(([node, matches]) => [node, matches.length])),
    matching: matching && new Set(matching),
    matchesChildren,
    occurrence: step?.kind === 'answer' ? findOccurrence(instance) : null,
  };
}

function sentenceOf(instance: Instance, { kind, pattern }: Step, matching: readonly number[]): string {
  const children = childrenOf(instance, pattern);
  const word = wordOf(colourOf(instance, pattern));
  const found =
    matching.length === 0 ? 'at no base node' : `at ${counted(matching.length, 'base node')}: ${listed(matching)}`;
  switch (kind) {
    case 'split':
      return children.length === 2
        ? `Split at pattern node ${pattern}. One call each asks where the parts below ${listed(children)} occur.`
        : `Split at pattern node ${pattern}. One call asks where the part below its only child ${children[0]} occurs.`;
    case 'solve':
      return matching.length === 0
        ? `Solve pattern node ${pattern}, a leaf. It is ${word}, and no base node is ${word}.`
        : `Solve pattern node ${pattern}, a leaf. It is ${word}, so every ${word} base node matches: ${listed(matching)}.`;
    case 'merge':
      return `Merge at pattern node ${pattern}. A base node matches if it is ${word} and ${
        children.length === 2
          ? `its children match ${listed(children)}, in either order`
          : `a child of it matches ${children[0]}`
      }. This holds ${found}.`;
    case 'answer':
      return matching.length === 0
        ? 'Answer: no. No base node matches the root of the pattern.'
        : `Answer: yes. The whole pattern occurs at base ${matching.length === 1 ? 'node' : 'nodes'} ${listed(matching)}${matching.length === 1 ? ', drawn bold' : '; the first is drawn bold'}.`;
  }
}

/** The result of a step, for the table. */
export function resultOf(instance: Instance, step: Step): string {
  if (step.kind === 'answer') return step.value === true ? 'yes' : 'no';
  if (step.kind === 'split') return `pattern ${listed(childrenOf(instance, step.pattern))}`;
  const matched = matchedBy(instance, step);
  return matched.length === 0 ? 'no base node' : `base ${listed(matched)}`;
}

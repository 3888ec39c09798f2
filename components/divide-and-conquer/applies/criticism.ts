import type { ProvenanceKind } from '@/components/ui/provenance';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

/** A reason against dividing, in one or two sentences, with its source. */
export interface Criticism {
  id: string;
  title: string;
  sentence: string;
  kind: ProvenanceKind;
  source: string;
  /** Whether it concerns a task; without it, it concerns all. */
  concerns?(task: Pick<Task, 'needs' | 'metric'>): boolean;
}

const noise = 'Xu et al., arXiv 2506.16411, abstract, in our words';

const criticisms: readonly Criticism[] = [
  {
    id: 'task',
    title: 'Parts that depend on each other',
    sentence:
      'Dividing adds errors where one part needs what another part says. It pays only if reading the whole at once causes more errors.',
    kind: 'quoted',
    source: noise,
  },
  {
    id: 'merge',
    title: 'Errors of the merge',
    sentence: 'The step that combines the partial answers can be wrong, too.',
    kind: 'quoted',
    source: noise,
  },
  {
    id: 'order',
    title: 'Steps that follow one another',
    sentence:
      'General reasoning needs sub-tasks that build on each other, and a way to correct earlier mistakes. Independent parts have neither.',
    kind: 'quoted',
    source: 'Hernández-Gutiérrez et al., arXiv 2505.02576, abstract, in our words',
  },
  {
    id: 'coreference',
    title: 'Words that refer to other sentences',
    sentence:
      'A sentence alone may say “she” or “this drug”. The call that reads only this sentence cannot resolve it.',
    kind: 'computed',
    source: 'follows from the program: a call sees one part of the text',
    concerns: ({ needs }) => needs === 'English',
  },
  {
    id: 'alarms',
    title: 'False alarms add up',
    sentence:
      'If a call flags a correct sentence with probability p, and calls err independently, a correct text of n sentences is flagged with probability 1 − (1 − p)ⁿ.',
    kind: 'computed',
    source: 'follows from a merge that reports a contradiction if any part has one',
    concerns: ({ metric }) => metric === 'detection',
  },
  {
    id: 'cost',
    title: 'Cost',
    sentence: 'One level with k parts takes at least k + 2 calls, and text that every part needs is read k times.',
    kind: 'computed',
    source: 'counted from the program: at least one split, k parts, one merge',
  },
];

/** The criticisms that concern a task. */
export const criticismsOf = (task: Task): readonly Criticism[] =>
  criticisms.filter(({ concerns }) => concerns?.(task) ?? true);

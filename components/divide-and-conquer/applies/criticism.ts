import type { ProvenanceKind } from '@/components/ui/provenance';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

/** What speaks against dividing, in one line, and where that is from. */
export interface Criticism {
  id: string;
  title: string;
  sentence: string;
  kind: ProvenanceKind;
  source: string;
  /** Only of tasks whose parts are pieces of a text, or only of those that look for a contradiction in one. */
  only?: 'text' | 'detection';
}

const noise = 'Xu et al., arXiv 2506.16411, abstract, in our words';

const criticisms: readonly Criticism[] = [
  {
    id: 'task',
    title: 'Parts that depend on each other',
    sentence:
      'Cutting adds errors where one part needs what stands in another. It wins only if reading the whole at once costs more.',
    kind: 'quoted',
    source: noise,
  },
  {
    id: 'merge',
    title: 'A merge that does the hard part',
    sentence: 'Combining is a call too, and errs like one. A switch has code do it instead.',
    kind: 'quoted',
    source: noise,
  },
  {
    id: 'order',
    title: 'Steps in an order',
    sentence:
      'General reasoning needs parts that build on one another, and a way to mend errors; equal parts have neither.',
    kind: 'quoted',
    source: 'Hernández-Gutiérrez et al., arXiv 2505.02576, abstract, in our words',
  },
  {
    id: 'coreference',
    title: 'Words that point elsewhere',
    sentence: 'A sentence alone may say “she” or “this drug”, and the call that reads it cannot know who or which.',
    kind: 'computed',
    source: 'follows from the program: a part is all that its call sees of the text',
    only: 'text',
  },
  {
    id: 'alarms',
    title: 'False alarms add up',
    sentence:
      'If one sentence of n is wrongly flagged with chance p, a clean text is with 1 − (1 − p)ⁿ, where sentences err independently.',
    kind: 'computed',
    source: 'follows from a merge that lets any contradiction decide',
    only: 'detection',
  },
  {
    id: 'cost',
    title: 'Cost',
    sentence: 'k parts take k + 2 calls on one level, and whatever all parts need is read k times.',
    kind: 'computed',
    source: 'counted from the program: one split, k parts, one merge',
  },
];

/** Those that concern a task. */
export const criticismsOf = ({ unit, metric }: Task): readonly Criticism[] =>
  criticisms.filter(({ only }) => !only || (only === 'text' ? unit === 'sentences' : metric === 'detection'));

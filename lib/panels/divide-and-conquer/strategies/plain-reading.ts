import type { Json } from '@/lib/core/json';
import type { Seen } from '@/lib/evaluation/outcome';
import type { TreeScope } from '@/lib/evaluation/tree';
import { journaledTruth, type Rules } from '@/lib/evaluation/verdict';
import type { Reading, ReadingContext, Title } from './contract';
import { outcomeTitle } from './outcome-words';

export const sameTitle = (text: string): Title => ({ short: text, whole: text });

/** The name that the program gave to a scope. */
export const namedTitle = ({ name }: Pick<TreeScope, 'name'>): Title => sameTitle(name);

/** Of a strategy about which nothing more is known than what the journal says. */
export function readPlainly<T extends Seen, P extends Json>({
  prompts,
  problem,
}: Pick<ReadingContext<P>, 'prompts' | 'problem'>): Reading<T> {
  return {
    rules: journaledTruth as Rules<T>,
    pending: [],
    titleOf: (scope, parent) => (parent ? namedTitle(scope) : prompts.titleOf(problem, 'whole')),
    outcomeOf: step => outcomeTitle(step, prompts, prompts.partsNoun),
  };
}

import type { Json } from '@/lib/core/json';
import { entryOf, outcomeOf, type Seen } from '@/lib/evaluation/outcome';
import { beginning, shortenAll } from '@/lib/evaluation/shorten';
import { resultStep, type TreeScope } from '@/lib/evaluation/tree';
import type { TaskPrompts } from '../tasks/prompts';
import type { Title } from './contract';
import { shortTitle } from './outcome-words';
import { namedTitle } from './plain-reading';

/** Index of a scope among those of its role, in program order. */
export const placeOf = <T extends Seen>(scope: TreeScope<T>, parent: TreeScope<T>): number =>
  parent.scopes.filter(({ role }) => role === scope.role).indexOf(scope);

/** What the step of a role came to, directly in a scope. */
export function valueOfRole<T extends Seen>(scope: TreeScope<T>, role: string): Json | undefined {
  const step = scope.steps.find(candidate => candidate.role === role);
  return step && outcomeOf(entryOf(step.item));
}

/** What the sub-scopes of a scope came to, in program order. */
export const resultsOf = <T extends Seen>(scope: TreeScope<T>): (Json | undefined)[] =>
  scope.scopes.map(child => {
    const step = resultStep(child);
    return step && outcomeOf(entryOf(step.item));
  });

/** A step of a sequence by its question, where that is known. A formula stands by itself; words follow their number. */
export function stepTitle(
  { printed }: Pick<TaskPrompts<never>, 'printed'>,
  scope: Pick<TreeScope, 'name'>,
  index: number,
  question: Json | undefined,
): Title {
  if (typeof question !== 'string') return namedTitle(scope);
  if (printed) {
    const line = printed(question);
    return { short: shortenAll(line), whole: `${scope.name}: ${line}` };
  }
  return { short: beginning(`${index + 1}: ${question}`, shortTitle), whole: `${scope.name}: ${question}` };
}

import { listed } from '@/lib/core/in-words';
import { entryOf, outcomeOf, type Seen } from '@/lib/evaluation/outcome';
import type { TreeStep } from '@/lib/evaluation/tree';
import type { Coded } from '../tasks/prompts';

/** What a split lost, in words: `statement 3 was dropped`, `statements 3 and 5 were dropped`. Undefined where that is not known. */
export function lossInWords<T extends Seen>(
  { item }: TreeStep<T>,
  split: Pick<Coded<string[]>, 'lost'> | undefined,
  partsNoun = 'parts',
): string | undefined {
  const found = outcomeOf(entryOf(item));
  const lost = Array.isArray(found) ? (split?.lost?.(found.map(String)) ?? []) : [];
  if (lost.length === 0) return undefined;
  const which = listed(lost.map(index => index + 1));
  return lost.length === 1
    ? `${partsNoun.replace(/s$/, '')} ${which} was dropped`
    : `${partsNoun} ${which} were dropped`;
}

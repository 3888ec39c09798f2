import { entryOf, outcomeOf, type Seen } from '@/lib/evaluation/outcome';
import { beginning, lineOfValue, printed, shorten, shortenAll } from '@/lib/evaluation/shorten';
import type { TreeStep } from '@/lib/evaluation/tree';
import type { TaskPrompts } from '../tasks/prompts';
import type { Title } from './contract';

/** Characters of a text in a short title. */
export const shortTitle = 22;

const nothing: Title = { short: '', whole: '' };

export const textTitle = (text: string, most = shortTitle): Title => ({
  short: beginning(text, most),
  whole: beginning(text, 300),
});

/** An answer in words: a number as the end of an equation, a finding as what was found. */
export function answerTitle(answer: string, prompts: Pick<TaskPrompts<never>, 'answerInWords'>): Title {
  const words = prompts.answerInWords?.(answer) ?? answer;
  return /^\d+$/.test(words) ? { short: shorten(words), whole: `= ${words}` } : textTitle(words);
}

/** What a step came to: an answer, or the parts of a list, which `partsNoun` names in the plural. Empty while there is nothing. */
export function outcomeTitle<T extends Seen>(
  { item }: TreeStep<T>,
  prompts: Pick<TaskPrompts<never>, 'answerInWords'>,
  partsNoun = 'parts',
): Title {
  const entry = entryOf(item);
  const value = outcomeOf(entry);
  if (value === undefined) return entry ? { short: '', whole: 'no readable answer' } : nothing;
  if (!Array.isArray(value)) return answerTitle(lineOfValue(value), prompts);
  const whole = printed(lineOfValue(value));
  const isHalves = value.length === 2 && value.every(part => /^\d+$/.test(String(part)));
  if (isHalves) return { short: value.map(part => shorten(String(part))).join(' | '), whole };
  const noun = value.length === 1 ? partsNoun.replace(/s$/, '') : partsNoun;
  return { short: `${value.length} ${noun}`, whole: shortenAll(whole) };
}

import type { EngineRef } from '@/lib/engines/contract';
import type { DivideAndConquerSettings } from './settings';
import { strategies } from './strategies/registry';
import { findTask } from './tasks/registry';

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/**
 * What one press of Run does, in words: `20 problems × 3 strategies on 2 models, 5 times each`. `available` is the number of problems
 * that there are, where they are listed.
 */
export function planSentence(
  settings: DivideAndConquerSettings,
  compare: readonly EngineRef[],
  available = Infinity,
): string {
  const isMany = settings.problems === 'drawn';
  const { unsupported } = findTask(settings.task).prompts(settings);
  const used = strategies.filter(({ id }) => settings.strategies.includes(id) && unsupported[id] === undefined).length;
  const models = isMany ? 1 + compare.length : 1;
  return [
    `${counted(isMany ? Math.min(settings.count, available) : 1, 'problem')} × `,
    used === 1 ? '1 strategy' : `${used} strategies`,
    ...(models > 1 ? [` on ${models} models`] : []),
    ...(settings.repeats > 1 ? [`, ${settings.repeats} times each`] : []),
  ].join('');
}

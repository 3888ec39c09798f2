import type { EngineRef } from '@/lib/engines/contract';
import { type Registry, registry as everything } from './registry';
import type { DivideAndConquerSettings } from './settings';
import { usedStrategies } from './used';

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** How many problems a run has, where `available` are listed; without it, as many as are asked for. */
export function problemCount(settings: DivideAndConquerSettings, available = Infinity): number {
  const count = settings.tasks[settings.task]?.['count'];
  return settings.problems === 'one' ? 1 : Math.min(typeof count === 'number' ? count : 1, available);
}

/**
 * What one press of Run does, in words: `20 problems × 3 strategies on 2 models, 5 times each`. `available` is the number of problems
 * that there are, where they are listed.
 */
export function planSentence(
  settings: DivideAndConquerSettings,
  compare: readonly EngineRef[],
  available = Infinity,
  registry: Registry = everything,
): string {
  const used = usedStrategies(settings, registry).length;
  const models = settings.problems === 'many' ? 1 + compare.length : 1;
  return [
    `${counted(problemCount(settings, available), 'problem')} × `,
    used === 1 ? '1 strategy' : `${used} strategies`,
    ...(models > 1 ? [` on ${models} models`] : []),
    ...(settings.repeats > 1 ? [`, ${settings.repeats} times each`] : []),
  ].join('');
}

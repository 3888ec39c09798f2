import { counted } from '@/lib/core/in-words';
import type { EngineRef } from '@/lib/engines/contract';
import { findTask, type Registry, registry as everything } from './registry';
import { type DivideAndConquerSettings, taskSettings } from './settings';
import { usedStrategies } from './used';

/** How many problems a run has, in words; `up to 20 problems` where the task lists them and nobody knows yet how many there are. */
function problemsInWords(settings: DivideAndConquerSettings, listed: number | undefined, registry: Registry): string {
  if (settings.problems === 'one') return '1 problem';
  const task = findTask(settings.task, registry);
  const own = taskSettings(settings, task);
  const asked = typeof own['count'] === 'number' ? own['count'] : 1;
  const available = listed ?? (task.list ? task.listed?.(own) : Infinity);
  if (available === undefined && asked > 1) return `up to ${counted(asked, 'problem')}`;
  return counted(Math.min(asked, available ?? asked), 'problem');
}

/**
 * What one press of Run does, in words: `20 problems × 3 strategies on 2 models, 5 times each`. `listed` is the number of problems that
 * there are, where they were listed; without it, what the task knows at once.
 */
export function planSentence(
  settings: DivideAndConquerSettings,
  compare: readonly EngineRef[],
  listed?: number,
  registry: Registry = everything,
): string {
  const used = usedStrategies(settings, registry).length;
  const models = settings.problems === 'many' ? 1 + compare.length : 1;
  return [
    `${problemsInWords(settings, listed, registry)} × `,
    used === 1 ? '1 strategy' : `${used} strategies`,
    ...(models > 1 ? [` on ${models} models`] : []),
    ...(settings.repeats > 1 ? [`, ${settings.repeats} times each`] : []),
  ].join('');
}

import { random } from '@/lib/core/random';
import type { CallPlan, Experiment } from '@/lib/experiment/panel';
import { planSentence } from './plan-sentence';
import { findTask, type Registry, registry as everything } from './registry';
import { type DivideAndConquerSettings, taskSettings } from './settings';
import { switchesOf } from './strategies/shared-fields';
import { usedStrategies } from './used';

/** Problems that are counted one by one; of more, so many stand for the others. */
const mostCounted = 64;

/**
 * The calls that a run makes if every split comes out as asked, over the very problems that its seed samples. Null for strategies whose
 * calls cannot be counted.
 *
 * @throws what the task's `problems` throws, `data-missing` above all
 */
export async function plan(
  { settings, seed, compare }: Experiment<DivideAndConquerSettings>,
  registry: Registry = everything,
): Promise<CallPlan | null> {
  const task = findTask(settings.task, registry);
  const own = taskSettings(settings, task);
  const all = await task.problems(own, settings.problems, random(seed).fork('problems'));
  const every = Math.max(1, Math.ceil(all.length / mostCounted));
  const some = all.filter((_, index) => index % every === 0);
  const prompts = task.prompts(own);
  const used = usedStrategies(settings, registry);
  let calls = 0;
  for (const problem of some) {
    for (const strategy of used) {
      const expected = strategy.expectedCalls(prompts, problem, settings.options);
      if (expected === null) return null;
      calls += expected;
    }
  }
  const models = settings.problems === 'many' ? 1 + compare.length : 1;
  const mayVary = task.partsVary === true && used.some(strategy => switchesOf(strategy).length > 0);
  return {
    calls: Math.round((calls * all.length * models * settings.repeats) / Math.max(1, some.length)),
    isExact: every <= 1 && !mayVary,
    sentence: planSentence(settings, compare, all.length, registry),
  };
}

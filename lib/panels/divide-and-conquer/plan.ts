import { random } from '@/lib/core/random';
import type { CallPlan, Experiment } from '@/lib/experiment/panel';
import { usedStrategies } from './form';
import { planSentence } from './plan-sentence';
import type { DivideAndConquerSettings } from './settings';
import { switchesOf } from './strategies/contract';
import { expectedCalls } from './strategies/expected-calls';
import { findTask } from './tasks/registry';

/** Problems that are counted one by one; of more, so many stand for the others. */
const mostCounted = 64;

/**
 * The calls that a run makes if every split comes out as asked, over the very problems that its seed samples. Null for strategies whose
 * calls cannot be counted.
 *
 * @throws what the task's `problems` throws, `data-missing` above all
 */
export async function plan({
  settings,
  seed,
  compare,
}: Experiment<DivideAndConquerSettings>): Promise<CallPlan | null> {
  const task = findTask(settings.task);
  const all = await task.problems(settings, random(seed).fork('problems'));
  const every = Math.max(1, Math.ceil(all.length / mostCounted));
  const some = all.filter((_, index) => index % every === 0);
  const prompts = task.prompts(settings);
  const used = usedStrategies(settings);
  let calls = 0;
  for (const problem of some) {
    const expected = expectedCalls(used, prompts, problem, settings);
    if (expected === null) return null;
    calls += expected;
  }
  const models = settings.problems === 'drawn' ? 1 + compare.length : 1;
  const isFree = task.metric !== 'exact' && used.some(strategy => switchesOf(strategy).length > 0);
  return {
    calls: Math.round((calls * all.length * models * settings.repeats) / Math.max(1, some.length)),
    isExact: every <= 1 && !isFree,
    sentence: planSentence(settings, compare, task.list ? all.length : Infinity),
  };
}

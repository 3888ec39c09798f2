import { refKey, type EngineRef } from '@/lib/engines/contract';
import { embeddedModel, findModel } from '@/lib/engines/models';
import { hostOf } from '@/lib/engines/open';
import { switchesOf } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { expectedCalls } from '@/lib/panels/divide-and-conquer/strategies/expected-calls';
import { random } from '@/lib/core/random';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import type { PanelExperiment } from '@/components/workbench/state';
import { usedStrategies } from './rules';

/** What one press of Run will do. */
export interface Plan {
  problems: number;
  strategies: number;
  models: number;
  repeats: number;
}

/** `available`: problems that there are, where they are listed. */
export function planOf(
  { settings, compare }: PanelExperiment,
  problems: 'given' | 'drawn',
  available = Infinity,
): Plan {
  const isDrawn = problems === 'drawn';
  return {
    problems: isDrawn ? Math.min(settings.count, available) : 1,
    strategies: usedStrategies(settings).length,
    models: isDrawn ? 1 + compare.length : 1,
    repeats: settings.repeats,
  };
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** `20 problems × 3 strategies on 2 models, 5 times each`. */
export function planText({ problems, strategies, models, repeats }: Plan): string {
  const way = strategies === 1 ? '1 strategy' : `${strategies} strategies`;
  return [
    `${counted(problems, 'problem')} × ${way}`,
    ...(models > 1 ? [` on ${models} models`] : []),
    ...(repeats > 1 ? [`, ${repeats} times each`] : []),
  ].join('');
}

/** The calls of a run, computed before it. */
export interface CallEstimate {
  calls: number;
  /** False where the model divides texts as it likes, or where only some of the problems were counted. */
  isExact: boolean;
}

/** Problems that are counted one by one; of more, so many stand for the others. */
const mostCounted = 64;

/**
 * Counts the calls that a run makes if every split comes out as asked, over the very problems that its seed draws. Null for strategies
 * that cannot be counted. Throws what the problems' draw throws, `data-missing` above all.
 */
export async function estimateCalls(
  experiment: PanelExperiment,
  problems: 'given' | 'drawn',
): Promise<CallEstimate | null> {
  const settings = { ...experiment.settings, problems };
  const task = findTask(settings.task);
  const all = await task.problems(settings, random(experiment.seed).fork('problems'));
  const every = Math.ceil(all.length / mostCounted);
  const some = all.filter((_, place) => place % every === 0);
  const prompts = task.prompts(settings);
  let calls = 0;
  for (const problem of some) {
    const expected = expectedCalls(usedStrategies(settings), prompts, problem, settings);
    if (expected === null) return null;
    calls += expected;
  }
  const { models, repeats } = planOf({ ...experiment, settings }, problems);
  const isFree = task.metric !== 'exact' && usedStrategies(settings).some(strategy => switchesOf(strategy).length > 0);
  return {
    calls: Math.round((calls * all.length * models * repeats) / Math.max(1, some.length)),
    isExact: every <= 1 && !isFree,
  };
}

/** `33 calls`, `about 1,200 calls`: of an estimate, only the figures that mean something. */
export function callsText({ calls, isExact }: CallEstimate): string {
  if (isExact) return counted(calls, 'call');
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, calls))) - 1);
  return `about ${counted(Math.round(calls / step) * step, 'call')}`;
}

/** Whether a model knows arithmetic and no language: the one that comes with the page. */
export const knowsOnlyArithmetic = (ref: EngineRef): boolean => refKey(ref) === refKey(embeddedModel.ref);

/** Whether a task can be read by such a model. */
export const isArithmetic = (task: string): boolean => findTask(task).metric === 'exact';

/** The models of a run that cannot understand its task. */
export function speechless({ model, compare, settings }: PanelExperiment, problems: 'given' | 'drawn'): EngineRef[] {
  if (isArithmetic(settings.task)) return [];
  return [model, ...(problems === 'drawn' ? compare : [])].filter(knowsOnlyArithmetic);
}

/** What a model is called. */
export const nameOf = (ref: EngineRef): string => findModel(ref)?.title ?? ref.model;

const places: Record<EngineRef['engine'], string> = {
  embedded: 'comes with this page',
  webllm: 'on this machine\u2019s GPU',
  endpoint: 'on your own server',
  recorded: 'a recording',
};

/** Where it runs. */
export const placeOf = (ref: EngineRef): string => (hostOf(ref) ? 'on our own engine' : places[ref.engine]);

import { asFailure, Failure, toRecord } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { isAnswered } from '@/lib/evaluation/trial';
import type { Experiment, Panel, UnitResult } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import { formOf } from './form';
import { migrateEntry, migrateSettings } from './legacy';
import { plan } from './plan';
import { planSentence } from './plan-sentence';
import { findTask, type Registry, registry as everything } from './registry';
import { isProblemResult, type ProblemResult, problemResults, type StrategyResult } from './result';
import { type DivideAndConquerSettings, fieldsOf, schemaOf, taskSettings } from './settings';
import { bounded } from './strategies/bounds';
import { withLogprobs } from './strategies/with-logprobs';
import { listProblems, type ProblemInput, unitsOfResults } from './units';
import { usedStrategies } from './used';

export type { ProblemResult } from './result';
export type { ProblemInput } from './units';

/** Divide-and-conquer prompting against its rivals, with these strategies and tasks. */
export const createDivideAndConquerPanel = (registry: Registry): Panel<DivideAndConquerSettings, ProblemResult> => ({
  id: 'divide-and-conquer',
  title: 'Divide and conquer',
  summary: 'Split a problem, solve the parts in isolation, merge the answers: does a model get further that way?',
  version: 2,
  fields: fieldsOf(registry),
  form: formOf(registry),
  settings: schemaOf(registry),
  migrate: migrateSettings,
  migrateEntry,
  phases: [{ name: 'solve', units: experiment => listProblems(experiment, registry) }],
  callsAtOnce: ({ settings }) => (settings.calls === 'one' ? 1 : Infinity),
  plan: experiment => plan(experiment, registry),
  describe: experiment => describe(experiment, registry),
  run: ({ input }, { settings }, scope) => solve(input as ProblemInput, settings, scope, registry),
  readResult: value => (isProblemResult(value) ? value : undefined),
  score: (_experiment, results) => score(results),
  async table(experiment, results, journal) {
    const { tableOf } = await import('./table');
    return tableOf(experiment, results, journal, registry);
  },
  recordedUnits: unitsOfResults,
  async readUnit(result, entries, { settings }) {
    const { readUnit } = await import('./read-unit');
    return readUnit(result, entries, settings, registry);
  },
  async importData(files) {
    const { takeIn } = await import('./tasks/verification/take-in');
    return takeIn(files);
  },
  async story(run) {
    const { storyOf } = await import('./story');
    return storyOf(run, registry);
  },
  async summarise(run, command) {
    const { summaryOf } = await import('./summary');
    return summaryOf(run, command, registry);
  },
});

export const divideAndConquerPanel = createDivideAndConquerPanel(everything);

/** `4821 × 9177, 3 strategies`, `Long multiplication, 24 problems × 3 strategies`. */
function describe({ settings, compare }: Experiment<DivideAndConquerSettings>, registry: Registry): string {
  const task = findTask(settings.task, registry);
  if (settings.problems === 'many') {
    return `${task.title}, ${planSentence(settings, compare, undefined, registry)}`;
  }
  const count = usedStrategies(settings, registry).length;
  return `${task.name(taskSettings(settings, task))}, ${count === 1 ? '1 strategy' : `${count} strategies`}`;
}

/** `2 of 3 right, 1 not answered`, over all strategies and problems whose answers can be checked. */
function score(results: readonly UnitResult[]): string {
  const all = problemResults(results).flatMap(({ value }) => Object.values(value.strategies));
  const answered = all.filter(isAnswered);
  const checked = answered.filter(result => 'failure' in result || result.correct !== null);
  const right = checked.filter(result => 'answer' in result && result.correct);
  const missing = all.length - answered.length;
  return [
    ...(checked.length > 0 ? [`${right.length} of ${checked.length} right`] : []),
    ...(missing > 0 ? [`${missing} not answered`] : []),
  ].join(', ');
}

/** All chosen strategies side by side; one that fails, or does not suit the task, leaves the others alone. */
async function solve(
  { problem: value, repeat, model }: ProblemInput,
  settings: DivideAndConquerSettings,
  scope: Scope,
  registry: Registry,
): Promise<ProblemResult> {
  const task = findTask(settings.task, registry);
  const own = taskSettings(settings, task);
  await task.ready?.(own);
  const prompts = task.prompts(own);
  // The problems of a file may be of another task, or of an older version.
  const problem = task.readProblem(value);
  if (problem === undefined) throw new Failure('experiment-invalid', 'The problem is none of this task.');
  const results = await scope.all(
    usedStrategies(settings, registry),
    ({ id }) => id,
    async (strategy, sub): Promise<[string, StrategyResult]> => {
      try {
        const seen = isLookedAt(settings, model) ? withLogprobs(sub) : sub;
        const answer = await strategy.solve(prompts, problem, settings.options, bounded(seen));
        return [strategy.id, { answer, correct: prompts.check(problem, answer) }];
      } catch (error) {
        const failure = asFailure(error);
        if (failure.kind === 'cancelled') throw failure;
        return [strategy.id, { failure: { ...toRecord(failure) } }];
      }
    },
    { role: 'strategy' },
  );
  return {
    problem,
    label: prompts.label(problem),
    size: prompts.size(problem),
    truth: prompts.truth(problem) ?? null,
    repeat,
    model,
    strategies: Object.fromEntries(results),
  };
}

/** One problem is looked at token by token; many would only fill the journal. Some servers refuse a request that asks for it. */
const isLookedAt = ({ problems }: DivideAndConquerSettings, model: EngineRef): boolean =>
  problems === 'one' && model.engine !== 'endpoint';

import { refKey, type EngineRef } from '@/lib/engines/contract';
import { createNamer, longestName } from '@/lib/experiment/names';
import type { Experiment, Panel, Unit, UnitResult } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import { asFailure, toRecord } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import { form, usedStrategies } from './form';
import { plan } from './plan';
import { planSentence } from './plan-sentence';
import { findTask } from './tasks/registry';
import { bounded } from './strategies/bounds';
import type { TaskPrompts } from './strategies/contract';
import { strategies } from './strategies/registry';
import { isProblemResult, problemResults, type ProblemResult, type StrategyResult } from './result';
import { summaryOf } from './summary';
import { fields, settingsSchema, type DivideAndConquerSettings } from './settings';
import { table } from './table';
import { withLogprobs } from './strategies/with-logprobs';

/** The input of a unit: one problem, once, on one model. */
export type ProblemInput = { problem: Json; repeat: number; model: EngineRef };

/** Divide-and-conquer prompting against its rivals. */
export const divideAndConquerPanel: Panel<DivideAndConquerSettings, ProblemResult> = {
  id: 'divide-and-conquer',
  title: 'Divide and conquer',
  summary: 'Split a problem, solve the parts in isolation, merge the answers: does a model get further that way?',
  version: 1,
  fields,
  form,
  settings: settingsSchema,
  phases: [{ name: 'solve', units }],
  callsAtOnce: ({ settings }) => (settings.calls === 'one' ? 1 : Infinity),
  plan,
  describe,
  run: ({ input }, { settings }, scope) => solve(input as ProblemInput, settings, scope),
  readResult: value => (isProblemResult(value) ? value : undefined),
  score: (_experiment, results) => score(results),
  table,
  recordedUnits: results =>
    problemResults(results).map(({ name, value: { problem, repeat, model } }) => ({
      name,
      input: { problem, repeat, model },
      model,
    })),
  summarise: (run, command) => summaryOf(run, command),
};

/** `4821 × 9177, 3 strategies`, `24 products × 3 strategies`. */
function describe({ settings, compare }: Experiment<DivideAndConquerSettings>): string {
  const task = findTask(settings.task);
  if (settings.problems === 'drawn') return `${task.title}, ${planSentence(settings, compare)}`;
  const count = usedStrategies(settings).length;
  return `${task.name(settings)}, ${count === 1 ? '1 strategy' : `${count} strategies`}`;
}

/** `2 of 3 right`, over all strategies and problems whose answers can be checked. */
function score(results: readonly UnitResult[]): string {
  const all = problemResults(results).flatMap(({ value }) => Object.values(value.strategies));
  const checked = all.filter(result => 'failure' in result || result.correct !== null);
  const right = checked.filter(result => 'answer' in result && result.correct);
  return checked.length === 0 ? '' : `${right.length} of ${checked.length} right`;
}

/**
 * Models x problems x repeats, models outermost: one is loaded after the other. A given problem is looked at on one model; drawn ones
 * are an evaluation, which further models join.
 */
async function units({ settings, seed, model, compare }: Experiment<DivideAndConquerSettings>): Promise<Unit[]> {
  const task = findTask(settings.task);
  const prompts = task.prompts(settings);
  const problems = await task.problems(settings, random(seed).fork('problems'));
  const labels = numbered(problems.map(problem => prompts.label(problem)));
  const models = settings.problems === 'drawn' ? distinct([model, ...compare]) : [model];
  const named = createNamer();
  return models.flatMap(ref =>
    problems.flatMap((problem, place) =>
      Array.from({ length: settings.repeats }, (_, index): Unit => {
        const repeat = index + 1;
        const marks = [...(repeat > 1 ? [`repeat ${repeat}`] : []), ...(ref === model ? [] : [refKey(ref)])];
        return {
          name: named(unitName(labels[place] ?? '', marks)),
          input: { problem, repeat, model: { ...ref } },
          model: ref,
        };
      }),
    ),
  );
}

/** Each model once: a link may name one twice, and a unit cannot. */
const distinct = (models: readonly EngineRef[]): EngineRef[] =>
  models.filter((ref, place) => models.findIndex(other => refKey(other) === refKey(ref)) === place);

/**
 * A name that a path takes as it is: longer ones would be cut at their end, where repeat and model stand, and results would no longer
 * be found by their calls' paths.
 */
function unitName(label: string, marks: readonly string[]): string {
  const tail = marks.map(mark => `, ${shorten(mark, 50)}`).join('');
  return shorten(label, longestName - tail.length) + tail;
}

const shorten = (text: string, length: number): string =>
  text.length <= length ? text : `${[...text].slice(0, length - 1).join('')}…`;

/** Names that occur again get a number: of one-digit problems there are only a hundred. */
function numbered(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map(name => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times > 1 ? `${name} (${times})` : name;
  });
}

/** All chosen strategies side by side; one that fails, or does not suit the task, leaves the others alone. */
async function solve(
  { problem, repeat, model }: ProblemInput,
  settings: DivideAndConquerSettings,
  scope: Scope,
): Promise<ProblemResult> {
  const task = findTask(settings.task);
  await task.ready?.(settings);
  const prompts: TaskPrompts = task.prompts(settings);
  const chosen = strategies.filter(
    ({ id }) => settings.strategies.includes(id) && prompts.unsupported[id] === undefined,
  );
  // One problem is looked at token by token; many would only fill the journal. Some servers refuse a request that asks for it.
  const looks = settings.problems === 'given' && model.engine !== 'endpoint';
  const results = await scope.all(
    chosen,
    ({ id }) => id,
    async (strategy, sub): Promise<[string, StrategyResult]> => {
      try {
        const answer = await strategy.solve(prompts, problem, settings, bounded(looks ? withLogprobs(sub) : sub));
        return [strategy.id, { answer, correct: prompts.check(problem, answer) }];
      } catch (error) {
        const failure = asFailure(error);
        if (failure.kind === 'cancelled') throw failure;
        return [strategy.id, { failure: { ...toRecord(failure) } }];
      }
    },
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

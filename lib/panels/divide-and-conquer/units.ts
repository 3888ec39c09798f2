import type { Json } from '@/lib/core/json';
import { random } from '@/lib/core/random';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import { createNamer, longestName } from '@/lib/experiment/names';
import type { Experiment, Unit, UnitResult } from '@/lib/experiment/panel';
import { findTask, type Registry, registry as everything } from './registry';
import { problemResults } from './result';
import { type DivideAndConquerSettings, taskSettings } from './settings';

/** The input of a unit: one problem, once, on one model. */
export type ProblemInput = { problem: Json; repeat: number; model: EngineRef };

/**
 * Models x problems x repeats, models outermost: one is loaded after the other. One problem is looked at on one model; many are an
 * evaluation, which further models join.
 *
 * @throws Failure `data-missing` where the user's own data is not here
 */
export async function listProblems(
  { settings, seed, model, compare }: Experiment<DivideAndConquerSettings>,
  registry: Registry = everything,
): Promise<Unit[]> {
  const task = findTask(settings.task, registry);
  const own = taskSettings(settings, task);
  const prompts = task.prompts(own);
  const problems = await task.problems(own, settings.problems, random(seed).fork('problems'));
  const labels = numbered(problems.map(problem => prompts.label(problem)));
  const models = settings.problems === 'many' ? distinct([model, ...compare]) : [model];
  const named = createNamer();
  return models.flatMap(ref =>
    problems.flatMap((problem, index) =>
      Array.from({ length: settings.repeats }, (_, before): Unit => {
        const repeat = before + 1;
        const marks = [...(repeat > 1 ? [`repeat ${repeat}`] : []), ...(ref === model ? [] : [refKey(ref)])];
        return {
          name: named(unitName(labels[index] ?? '', marks)),
          input: { problem, repeat, model: { ...ref } },
          model: ref,
        };
      }),
    ),
  );
}

/** Each model once: a link may name one twice, and a unit cannot. */
const distinct = (models: readonly EngineRef[]): EngineRef[] =>
  models.filter((ref, index) => models.findIndex(other => refKey(other) === refKey(ref)) === index);

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

/** The units of a run, from its results: its data need not be here. */
export const unitsOfResults = (results: readonly UnitResult[]): Unit[] =>
  problemResults(results).map(({ name, value: { problem, repeat, model } }) => ({
    name,
    input: { problem, repeat, model },
    model,
  }));

import { createJournal } from '@/lib/experiment/journal';
import type { Experiment } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { classify } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import { groupBy, isCheckable, trialsOf, type Trial } from '@/lib/panels/divide-and-conquer/evaluation/trial';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { problemResults } from '@/lib/panels/divide-and-conquer/result';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { scriptedEngine } from '@/tests/support/scripted-engine';

/** Answers a prompt, or leaves it to the perfect solver. Wrong text tasks have no perfect solver here: they answer all. */
export type Answers = (prompt: string, temperature: number) => string | undefined;

/** Runs an experiment on a scripted engine and evaluates it as the page does. */
export async function evaluated(settings: Partial<DivideAndConquerSettings>, answers: Answers = () => undefined) {
  const experiment = parseExperiment(
    { version: 1, panel: 'divide-and-conquer', settings: { a: '4821', b: '9170', ...settings } },
    findPanel,
  ) as unknown as Experiment<DivideAndConquerSettings>;
  const engine = scriptedEngine({
    answer: request => {
      const prompt = request.messages.at(-1)?.content ?? '';
      return answers(prompt, request.temperature) ?? solvePerfectly(prompt);
    },
    can: { batch: 8 },
  });
  const journal = createJournal();
  const outcome = await runExperiment({
    panel: divideAndConquerPanel,
    experiment,
    engine,
    journal,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  const task = findTask(experiment.settings.task);
  const byUnit = groupBy(journal.entries(), ({ path }) => path[0] ?? '');
  const ended = problemResults(outcome.results);
  const trials = ended.flatMap(({ name, value }): Trial[] =>
    trialsOf({ name, root: name, value }, byUnit.get(name) ?? [], isCheckable(value, task.metric, experiment.settings)),
  );
  /** Kind and step (below the strategy) of the error of every trial that is wrong. */
  const errors = trials
    .filter(trial => trial.correct === false)
    .map(({ unit, strategy, result }) => {
      const problem = ended.find(({ name }) => name === unit)?.value.problem ?? null;
      const { metric } = task;
      const { leaf } = experiment.settings;
      const wrong = { strategy, problem, prompts: task.prompts(experiment.settings), metric, leaf, result };
      const entries = (byUnit.get(unit) ?? []).filter(({ path }) => path[1] === strategy);
      const { kind, path } = classify(wrong, entries, [unit, strategy]);
      return { kind, at: path?.slice(2).join(' / ') ?? null };
    });
  return { experiment, trials, errors, journal, outcome, metric: task.metric };
}

import { groupBy } from '@/lib/evaluation/group-by';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { trialsOf } from '@/lib/panels/divide-and-conquer/evaluation/trials';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import { problemResults } from '@/lib/panels/divide-and-conquer/result';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { panelExperiment, type Settings } from '@/tests/support/panel-run';
import { scriptedEngine } from '@/tests/support/scripted-engine';

/** Answers a prompt, or leaves it to the perfect solver. Wrong text tasks have no perfect solver here: they answer all. */
export type Answers = (prompt: string, temperature: number) => string | undefined;

/** Runs an experiment on a scripted engine and evaluates it as the page does. */
export async function evaluated(settings: Settings, answers: Answers = () => undefined) {
  const experiment = panelExperiment({ a: '4821', b: '9170', ...settings });
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
    openEngine: () => Promise.resolve(engine),
    journal,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  const byUnit = groupBy(journal.entries(), ({ path }) => path[0] ?? '');
  const trials = problemResults(outcome.results).flatMap(({ name, value }) =>
    trialsOf({ name, root: name, value }, byUnit.get(name) ?? [], experiment.settings),
  );
  /** Kind and step (below the strategy) of the error of every trial that is wrong. */
  const errors = trials
    .filter(trial => trial.correct === false)
    .map(({ error }) => ({ kind: error?.kind, at: error?.path?.slice(2).join(' / ') ?? null }));
  return { experiment, trials, errors, journal, outcome, metric: findTask(experiment.settings.task).metric };
}

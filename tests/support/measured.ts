import { groupBy } from '@/lib/evaluation/group-by';
import type { JournalEntry } from '@/lib/experiment/entry';
import type { Experiment } from '@/lib/experiment/panel';
import type { RunOutcome } from '@/lib/experiment/runner';
import { measureTrials } from '@/lib/panels/divide-and-conquer/evaluation/measure';
import { trialsOf } from '@/lib/panels/divide-and-conquer/evaluation/trials';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import { problemResults } from '@/lib/panels/divide-and-conquer/result';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';

interface EndedRun {
  experiment: Experiment<DivideAndConquerSettings>;
  outcome: RunOutcome;
  entries: readonly JournalEntry[];
}

/** The trials of a run, and what is measured of each strategy, by its id. */
export function measuredRun({ experiment, outcome, entries }: EndedRun) {
  const byUnit = groupBy(entries, ({ path }) => path[0] ?? '');
  const trials = problemResults(outcome.results).flatMap(({ name, value }) =>
    trialsOf({ name, root: name, value }, byUnit.get(name) ?? [], experiment.settings),
  );
  const { metric } = findTask(experiment.settings.task);
  const measured = [...groupBy(trials, ({ strategy }) => strategy)].map(
    ([strategy, those]) => [strategy, measureTrials(those, metric, false)] as const,
  );
  return { trials, measured };
}

import { recordedRun, type UnitTrace } from '@/components/trace/live-run';
import { traceStrategy, type StrategyTrace } from '@/components/divide-and-conquer/nodes';
import { endingOf } from '@/components/divide-and-conquer/ending';
import { firstError } from '@/components/divide-and-conquer/run-view/first-error';
import { createJournal } from '@/lib/experiment/journal';
import type { Experiment } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { scriptedEngine } from '@/tests/support/scripted-engine';

/** What one strategy of a run looks like. */
export interface Seen {
  trace: UnitTrace;
  traced: StrategyTrace;
  /** The sentence above its tree; undefined where there is none. */
  error: string | undefined;
  /** Looks of its steps by the path below the strategy. */
  look: (...names: string[]) => string | undefined;
}

/** Runs one problem with one strategy on scripted answers and reads it as the page does. */
export async function see(
  strategy: string,
  settings: Partial<DivideAndConquerSettings>,
  answer: (prompt: string) => string,
): Promise<Seen> {
  const experiment = parseExperiment(
    { version: 1, panel: panel.id, settings: { ...settings, strategies: [strategy] } },
    findPanel,
  ) as unknown as Experiment<DivideAndConquerSettings>;
  const journal = createJournal();
  const { results } = await runExperiment({
    panel,
    experiment,
    engine: scriptedEngine({ answer: request => answer(request.messages.at(-1)?.content ?? ''), can: { batch: 8 } }),
    journal,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  const units = await panel.units(experiment);
  const [trace] = [...recordedRun(units, journal.entries(), results).units.values()] as [UnitTrace];
  const traced = traceStrategy(trace, strategy, experiment.settings);
  const ending = endingOf(trace, strategy, () => null);
  const isRight = ending.state === 'answered' ? ending.correct : false;
  const { metric } = findTask(experiment.settings.task);
  return {
    trace,
    traced,
    error: firstError(traced, isRight, metric)?.sentence,
    look: (...names) => traced.steps.get([trace.root, strategy, ...names].join(' / '))?.status,
  };
}

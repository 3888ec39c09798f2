import { endingOf } from '@/components/divide-and-conquer/run-view/ending';
import { type StrategyTrace, traceStrategy } from '@/components/divide-and-conquer/strategy-trace';
import { recordedRun, type UnitTrace } from '@/components/trace/live-run';
import { pathKey } from '@/lib/experiment/entry';
import { type FirstError, firstError } from '@/lib/panels/divide-and-conquer/first-error';
import { presentProblem } from '@/lib/panels/divide-and-conquer/present';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { runPanel, type Settings } from '@/tests/support/panel-run';

/** What one strategy of a run looks like. */
export interface Seen {
  settings: DivideAndConquerSettings;
  trace: UnitTrace;
  traced: StrategyTrace;
  /** The line above its tree; null where there is none. */
  first: FirstError | null;
  /** Its sentence. */
  error: string | undefined;
  /** Statuses of its steps by the path below the strategy. */
  status: (...names: string[]) => string | undefined;
}

/** Runs one problem with one strategy on an engine that is right where `answer` says nothing, and reads it as the page does. */
export async function see(
  strategy: string,
  given: Settings,
  answer?: (prompt: string) => string | undefined,
): Promise<Seen> {
  const { experiment, journal, outcome } = await runPanel({
    settings: { ...given, strategies: [strategy] },
    ...(answer && { answer }),
    script: { can: { batch: 8 } },
  });
  const { settings } = experiment;
  const units = await listProblems(experiment);
  const [trace] = [...recordedRun(units, journal, outcome.results).units.values()] as [UnitTrace];
  const { prompts, check } = presentProblem(trace.unit.input, trace.root, settings);
  const traced = traceStrategy(trace, strategy, settings);
  const ending = endingOf(trace, traced.read.tree, { check, isBusy: false });
  const first = firstError(traced.read, ending.state === 'answered' ? ending.isRight : false, prompts);
  return {
    settings,
    trace,
    traced,
    first,
    error: first?.sentence,
    status: (...names) => traced.steps.get(pathKey([trace.root, strategy, ...names]))?.status,
  };
}

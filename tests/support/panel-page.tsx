import { openStep } from '@/components/divide-and-conquer/open-step';
import { recordedRun } from '@/components/trace/live-run';
import type { RunView } from '@/components/workbench/state';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { withPage } from './page-store';
import { runPanel, type Settings } from './panel-run';

/** The page of the panel. The views are those that open a call. */
export const panelPage = () => withPage(divideAndConquerPanel, { loadSteps: async () => ({ openStep }) });

/** A recorded run of the panel as the page shows it; the engine is right where `answer` says nothing. */
export async function recordedView(
  settings: Settings,
  answer?: (prompt: string) => string | undefined,
): Promise<RunView<DivideAndConquerSettings>> {
  const { experiment, journal, outcome } = await runPanel({ settings, ...(answer && { answer }) });
  return {
    ...{ id: null, title: '', sentence: '', createdAt: 0, experiment, environment: {}, status: 'recorded' },
    live: recordedRun(await listProblems(experiment), journal, outcome.results),
    ...{ failure: null, plan: null, elapsed: 0, replayedUnits: 0 },
  };
}

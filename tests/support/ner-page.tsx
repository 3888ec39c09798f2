import { openStep } from '@/components/ner/open-step';
import { recordedRun } from '@/components/trace/live-run';
import type { RunView } from '@/components/workbench/state';
import type { UnitResult } from '@/lib/experiment/panel';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { harbourPanel, runHarbour } from './ner-run';
import { withPage } from './page-store';

/** The page of the NER panel over the harbour. The views are those that open a call. */
export const nerPage = () => withPage(harbourPanel, { loadSteps: async () => ({ openStep }) });

/** A recorded run of the loop as the page shows it. `change` may replace results. */
export async function nerView(
  run: Parameters<typeof runHarbour>[0] = {},
  change: (result: UnitResult) => UnitResult = result => result,
): Promise<RunView<NerSettings>> {
  const { experiment, journal, events, outcome } = await runHarbour(run);
  const units = events.flatMap(event => (event.type === 'phase-started' ? event.units : []));
  return {
    ...{ id: null, title: '', sentence: '', createdAt: 0, experiment, environment: {}, status: 'recorded' },
    live: recordedRun(units, journal, outcome.results.map(change), outcome.unanswered),
    ...{ failure: null, plan: null, elapsed: 0, replayedUnits: 0 },
  };
}

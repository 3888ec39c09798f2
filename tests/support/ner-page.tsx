import type { ReactNode } from 'react';
import { openStep } from '@/components/ner/open-step';
import { recordedRun } from '@/components/trace/live-run';
import { WorkbenchContext } from '@/components/workbench/context';
import type { RunView } from '@/components/workbench/state';
import { createWorkbenchStore, type WorkbenchStore } from '@/components/workbench/store';
import type { PanelViews } from '@/components/workbench/views';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import type { UnitResult } from '@/lib/experiment/panel';
import { findPanel } from '@/lib/panels/index';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { harbourPanel, runHarbour } from './ner-run';
import { type Script, scriptedEngine } from './scripted-engine';

/** The store of the NER page over the harbour, and what surrounds its components. */
export function nerPage() {
  const store = createWorkbenchStore(harbourPanel, {
    findPanel,
    openEngine: async () => scriptedEngine({ answer: () => '' }),
    openStore: async () => memoryRunStore(),
    hasStore: async () => true,
    frame: callback => requestAnimationFrame(callback),
    now: () => performance.now(),
    environment: () => ({ browser: 'test' }),
    holdRun: (_id, body) => body(new AbortController().signal),
    isRunElsewhere: async () => false,
  });
  const views: Pick<PanelViews<NerSettings>, 'panel' | 'loadSteps'> = {
    panel: harbourPanel,
    loadSteps: async () => ({ openStep }),
  };
  const value = { store: store as unknown as WorkbenchStore, views: views as unknown as PanelViews };
  return {
    store,
    around: (children: ReactNode) => <WorkbenchContext value={value}>{children}</WorkbenchContext>,
  };
}

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

/** The same of given settings and answers. */
export const harbourView = (settings: object, script: Partial<Script> = {}) => nerView({ settings, script });

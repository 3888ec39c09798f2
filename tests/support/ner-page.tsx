import type { ReactNode } from 'react';
import { openStep } from '@/components/ner/open-step';
import { recordedRun } from '@/components/trace/live-run';
import { WorkbenchContext } from '@/components/workbench/context';
import type { RunView } from '@/components/workbench/state';
import { createWorkbenchStore, type WorkbenchStore } from '@/components/workbench/store';
import type { PanelViews } from '@/components/workbench/views';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import type { Unit } from '@/lib/experiment/panel';
import { findPanel } from '@/lib/panels/index';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { harbourPanel, runHarbour } from './ner-run';
import { type Script, scriptedEngine } from './scripted-engine';

/** The store of the panel's page over the harbour, and what surrounds its components. */
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

/** A recorded run of the harbour as the page shows it. */
export async function harbourView(
  settings: object,
  script: Partial<Script> = {},
): Promise<RunView<NerSettings>> {
  const { experiment, journal, outcome, events } = await runHarbour({ settings, script });
  const units = events.flatMap((event): readonly Unit[] => (event.type === 'phase-started' ? event.units : []));
  return {
    ...{ id: null, title: '', sentence: '', createdAt: 0, experiment, environment: {}, status: 'recorded' },
    live: recordedRun(units, journal, outcome.results, outcome.unanswered),
    ...{ failure: null, plan: null, elapsed: 0, replayedUnits: 0 },
  };
}

import type { ReactNode } from 'react';
import { openStep } from '@/components/divide-and-conquer/open-step';
import { recordedRun } from '@/components/trace/live-run';
import { WorkbenchContext } from '@/components/workbench/context';
import type { RunView } from '@/components/workbench/state';
import { createWorkbenchStore, type WorkbenchStore } from '@/components/workbench/store';
import type { PanelViews } from '@/components/workbench/views';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { findPanel } from '@/lib/panels/index';
import { runPanel, type Settings } from './panel-run';
import { scriptedEngine } from './scripted-engine';

type Views = PanelViews<DivideAndConquerSettings>;

/** The store of the panel's page, and what surrounds its components. The views are those that open a call. */
export function panelPage() {
  const store = createWorkbenchStore(divideAndConquerPanel, {
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
  const views: Pick<Views, 'panel' | 'loadSteps'> = {
    panel: divideAndConquerPanel,
    loadSteps: async () => ({ openStep }),
  };
  const value = { store: store as unknown as WorkbenchStore, views: views as unknown as PanelViews };
  return {
    store,
    around: (children: ReactNode) => <WorkbenchContext value={value}>{children}</WorkbenchContext>,
  };
}

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

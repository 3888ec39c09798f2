import type { ReactNode } from 'react';
import { WorkbenchContext } from '@/components/workbench/context';
import { createWorkbenchStore, type WorkbenchStore } from '@/components/workbench/store';
import type { PanelViews } from '@/components/workbench/views';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import type { Panel, Settings } from '@/lib/experiment/panel';
import { findPanel } from '@/lib/panels/index';
import { scriptedEngine } from './scripted-engine';

/** The store of a panel's page over a memory store, with an engine that answers nothing. */
export const pageStore = <S extends Settings>(panel: Panel<S>) =>
  createWorkbenchStore(panel, {
    findPanel,
    openEngine: async () => scriptedEngine({ answer: () => '' }),
    openStore: async () => memoryRunStore(),
    hasStore: async () => true,
    // Tests without a page have no frames.
    frame: callback => void (globalThis.requestAnimationFrame ?? setTimeout)(callback),
    now: () => performance.now(),
    environment: () => ({ browser: 'test' }),
    holdRun: (_id, body) => body(new AbortController().signal),
    isRunElsewhere: async () => false,
  });

/** What surrounds the components of a panel on its page: its store, and those of its views that they ask for. */
export function withPage<S extends Settings>(panel: Panel<S>, views: Partial<PanelViews<S>>) {
  const store = pageStore(panel);
  const value = { store: store as unknown as WorkbenchStore, views: { panel, ...views } as unknown as PanelViews };
  return {
    store,
    around: (children: ReactNode) => <WorkbenchContext value={value}>{children}</WorkbenchContext>,
  };
}

'use client';

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Panel, Settings } from '@/lib/experiment/panel';
import { displayedRun } from './replay/shown';
import type { RunView, WorkbenchState } from './state';
import type { WorkbenchActions, WorkbenchStore } from './store';
import type { PanelViews } from './views';

/** What surrounds every component of a workbench. */
export interface WorkbenchValue {
  store: WorkbenchStore;
  views: PanelViews;
}

export const WorkbenchContext = createContext<WorkbenchValue | null>(null);

function useValue(): WorkbenchValue {
  const value = useContext(WorkbenchContext);
  if (!value) throw new Error('This component belongs inside a workbench.');
  return value;
}

/** The store itself, for handlers that read the state of the moment. */
export const useWorkbenchStore = (): WorkbenchStore => useValue().store;

/** All that can be done; the functions never change. */
export const useActions = (): WorkbenchActions => useValue().store.getState();

/** The views of the panel. */
export const useViews = (): PanelViews => useValue().views;

/** A slice of the state of any panel; the component renders again only when the slice changes. */
export const useWorkbench = <T>(select: (state: WorkbenchState) => T): T => useStore(useValue().store, select);

/** The run as it is drawn: at a step of the replay, or the recorded one beside the run of this browser. */
export const useDisplayedRun = (): RunView | null => useWorkbench(displayedRun);

/** {@link useWorkbench} for the views of one panel, whose settings it knows. */
export const panelHook = <S extends Settings>(panel: Panel<S>) => {
  const isOfPanel = (store: WorkbenchStore | WorkbenchStore<S>): store is WorkbenchStore<S> =>
    store.getState().panel.id === panel.id;
  return <T>(select: (state: WorkbenchState<S>) => T): T => {
    const { store } = useValue();
    if (!isOfPanel(store)) throw new Error(`This view belongs to the panel ${panel.id}.`);
    return useStore(store, select);
  };
};

'use client';

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ReplayState } from './replay/state';
import type { PanelActions, PanelStore } from './store';
import type { PanelState } from './state';

/** The store of the panel around a component. */
export const PanelContext = createContext<PanelStore | null>(null);

/** All that can be done; the functions never change. */
export function useActions(): PanelActions {
  const store = useContext(PanelContext);
  if (!store) throw new Error('useActions outside of the panel');
  return store.getState();
}

/** A slice of the panel's state; the component draws again only when the slice changes. */
export function usePanel<T>(select: (state: PanelState & ReplayState) => T): T {
  const store = useContext(PanelContext);
  if (!store) throw new Error('usePanel outside of the panel');
  return useStore(store, select);
}

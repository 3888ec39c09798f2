'use client';

import { useContext, useMemo, type ReactNode } from 'react';
import { PanelContext } from '../context';
import type { PanelStore, StoreState } from '../store';
import { displayedRun } from './shown';

/**
 * For whatever is inside, the panel's run is the run as it is to be drawn: at a step of the replay, or the recorded one beside the
 * run here. Views need not know that there is such a thing; the run bar and the form, outside, see the run that goes on.
 */
export function ShownPart({ children }: { children: ReactNode }) {
  const store = useContext(PanelContext);
  const shown = useMemo(() => store && shownStore(store), [store]);
  return <PanelContext value={shown}>{children}</PanelContext>;
}

function shownStore(store: PanelStore): PanelStore {
  let last: { state: StoreState; shown: StoreState } | undefined;
  const shown = (state: StoreState): StoreState => {
    if (last?.state !== state) {
      const run = displayedRun(state);
      last = { state, shown: run === state.run ? state : { ...state, run } };
    }
    return last.shown;
  };
  return {
    ...store,
    getState: () => shown(store.getState()),
    getInitialState: () => shown(store.getInitialState()),
    subscribe: listener => store.subscribe((state, before) => listener(shown(state), before)),
  };
}

'use client';

import { useContext, useEffect, useRef } from 'react';
import { useSearchParams } from 'next/navigation';
import { PanelContext } from '../context';
import { openReadyMade } from '../opening';
import { isBusy } from '../state';

/** Never aborted: what is opened from the page itself is superseded by the next, and by leaving. */
const unending = new AbortController().signal;

/** Opens a ready-made experiment and names it in the address, without a navigation: the model that is loaded stays. */
export function useOpenReadyMade(): (file: string) => void {
  const store = useContext(PanelContext);
  if (!store) throw new Error('useOpenReadyMade outside of the panel');
  return file => {
    history.pushState(null, '', `${location.pathname}?run=${encodeURIComponent(file)}`);
    void openReadyMade(store, file, unending);
  };
}

/**
 * Follows the address while the page stays: Back and Forward, and links of the site that name another run. What the page opened
 * with, and what the gallery opened, is on the stage already.
 */
export function FollowAddress() {
  const store = useContext(PanelContext);
  const file = useSearchParams().get('run');
  const last = useRef(file);
  useEffect(() => {
    if (!store || last.current === file) return;
    last.current = file;
    const { readyMade, run } = store.getState();
    // A link to an experiment (in the fragment) is the panel's own to follow. A run that goes on is not thrown away by a press of Back.
    if (location.hash.length > 1 || file === readyMade || isBusy(run)) return;
    void openReadyMade(store, file, unending);
  }, [store, file]);
  return null;
}

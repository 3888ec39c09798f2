'use client';

import { useContext, useEffect, useRef } from 'react';
import { useSearchParams } from 'next/navigation';
import { WorkbenchContext } from '../context';
import { isBusy } from '../state';

/** Opens the ready-made experiment that a link of the site names while this page stays. `followAddress` handles Back and Forward. */
export function FollowLinks() {
  const store = useContext(WorkbenchContext)?.store;
  const file = useSearchParams().get('run');
  const last = useRef(file);
  useEffect(() => {
    if (!store || last.current === file) return;
    last.current = file;
    const { readyMade, run, openReadyMade } = store.getState();
    if (location.hash.length > 1 || file === readyMade || isBusy(run)) return;
    // The page removed the name from its address when a run of this browser took the place of the ready-made one.
    if (file === null && run?.id) return;
    void openReadyMade(file);
  }, [store, file]);
  return null;
}

'use client';

import { useContext, useEffect, useRef } from 'react';
import { useSearchParams } from 'next/navigation';
import { WorkbenchContext } from '../context';
import { isBusy } from '../state';

/** Never aborted: what is opened here is superseded by what is opened next, and by leaving. */
const unending = new AbortController().signal;

/** Follows links of the site that name another ready-made experiment while the page stays. Back and Forward are the navigation's own. */
export function FollowLinks() {
  const store = useContext(WorkbenchContext)?.store;
  const file = useSearchParams().get('run');
  const last = useRef(file);
  useEffect(() => {
    if (!store || last.current === file) return;
    last.current = file;
    const { readyMade, run, openReadyMade } = store.getState();
    if (location.hash.length > 1 || file === readyMade || isBusy(run)) return;
    // Where the page itself took the name out of its address, a run of this browser is open.
    if (file === null && run?.id) return;
    void openReadyMade(file, unending);
  }, [store, file]);
  return null;
}

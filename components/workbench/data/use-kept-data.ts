'use client';

import { useEffect, useState } from 'react';
import type { OwnData } from '@/lib/data/own-data';
import { useActions, useWorkbench } from '../context';

/** Where a user's own data is kept: the headers of what is there, latest first, and whether it outlives the page. */
export interface KeptData<H> {
  headers: readonly H[];
  isLasting: boolean;
}

/** The user's own data of one kind; undefined until it is known. None if the browser refuses to store data. */
export function useKeptData<D extends { hash: string }, H>(own: OwnData<D, H>): KeptData<H> | undefined {
  const version = useWorkbench(state => state.dataVersion);
  const { notify } = useActions();
  const [kept, setKept] = useState<KeptData<H>>();
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const { store, isLasting } = await own.open();
      const headers = await store.list().catch(() => []);
      if (isWanted) setKept({ headers, isLasting });
    };
    void read().catch(notify);
    return () => {
      isWanted = false;
    };
  }, [own, version, notify]);
  return kept;
}

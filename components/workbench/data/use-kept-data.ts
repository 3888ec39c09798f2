'use client';

import { useEffect, useState } from 'react';
import type { OwnData } from '@/lib/data/own-data';
import { useWorkbench } from '../context';

/** Where a user's own data is kept: the headers of what is there, latest first, and whether it outlives the page. */
export interface KeptData<H> {
  headers: readonly H[];
  isLasting: boolean;
}

async function read<D extends { hash: string }, H>(own: OwnData<D, H>): Promise<KeptData<H>> {
  try {
    const { store, isLasting } = await own.open();
    return { headers: await store.list().catch(() => []), isLasting };
  } catch {
    // A lost script: whoever needs the data says so.
    return { headers: [], isLasting: true };
  }
}

/** The user's own data of one kind; undefined until it is known. None if the browser refuses to store data. */
export function useKeptData<D extends { hash: string }, H>(own: OwnData<D, H>): KeptData<H> | undefined {
  const version = useWorkbench(state => state.dataVersion);
  const [kept, setKept] = useState<KeptData<H>>();
  useEffect(() => {
    let isWanted = true;
    void read(own).then(found => isWanted && setKept(found));
    return () => {
      isWanted = false;
    };
  }, [own, version]);
  return kept;
}

'use client';

import { useCallback } from 'react';
import { type Loaded, useLoaded } from '@/components/ui/use-loaded';
import { findPanel } from '@/lib/panels/index';
import { useWorkbench } from '../context';
import { fetchReadyMade, type ReadyMade } from '../ready-made/fetch';
import { asksForStored, readOrder, type RunningOrder } from './order';

/** The database is opened only for an order that names runs of this browser. */
async function storedRuns(text: string) {
  if (!asksForStored(text)) return [];
  const { hasRunStore, openRunStore } = await import('@/lib/experiment/indexed-store');
  return (await hasRunStore()) ? (await openRunStore(findPanel)).list() : [];
}

export interface StageOrder extends RunningOrder {
  /** The ready-made experiments of this panel, which the digits open. */
  own: readonly ReadyMade[];
}

/** The running order that the address names. */
export function useOrder(text: string): Loaded<StageOrder> {
  const panel = useWorkbench(state => state.panel.id);
  const load = useCallback(
    async (signal: AbortSignal): Promise<StageOrder> => {
      const [readyMade, stored] = await Promise.all([fetchReadyMade(signal), storedRuns(text)]);
      return {
        ...readOrder(text, panel, readyMade, stored),
        own: readyMade.filter(item => item.panel === panel),
      };
    },
    [text, panel],
  );
  return useLoaded(load);
}

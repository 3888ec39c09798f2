'use client';

import { useCallback, useEffect } from 'react';
import { type Loaded, useLoaded } from '@/components/ui/use-loaded';
import type { RunHeader } from '@/lib/experiment/run';
import { findPanel } from '@/lib/panels/index';
import { useWorkbench } from '../context';
import { fetchReadyMade, type ReadyMade } from '../ready-made/fetch';
import { asksForStored, namesOf, readOrder, type RunningOrder } from './order';

/** The runs of this browser, latest first. One that never stored a run is not asked to open a database. @throws Failure `store-unavailable` */
export async function storedRuns(): Promise<RunHeader[]> {
  const { hasRunStore, openRunStore } = await import('@/lib/experiment/indexed-store');
  return (await hasRunStore()) ? (await openRunStore(findPanel)).list() : [];
}

let latest = '';

/** The running order that this tab had last, as an address names it: stage mode takes it out of the address when it is left. */
export const latestOrder = (): string => latest;

export function rememberOrder(text: string): void {
  latest = text;
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
      const [readyMade, stored] = await Promise.all([
        fetchReadyMade(signal),
        // The database is opened only for an order that names runs of this browser.
        asksForStored(text) ? storedRuns() : [],
      ]);
      return {
        ...readOrder(text, panel, readyMade, stored),
        own: readyMade.filter(item => item.panel === panel),
      };
    },
    [text, panel],
  );
  useEffect(() => {
    if (namesOf(text).length > 0) rememberOrder(text);
  }, [text]);
  return useLoaded(load);
}

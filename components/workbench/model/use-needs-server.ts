'use client';

import { useStore } from 'zustand';
import { useWorkbench } from '../context';
import { endpoint, needsServer } from './endpoint';

/** Whether the experiment of the form runs on a server whose address is not known yet. */
export function useNeedsServer(): boolean {
  const entered = useStore(endpoint);
  return useWorkbench(({ experiment }) => needsServer(experiment, entered));
}

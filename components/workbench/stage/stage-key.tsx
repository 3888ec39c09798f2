'use client';

import { useShortcuts } from '@/components/ui/shortcuts';
import { useWorkbench, useWorkbenchStore } from '../context';
import { enterStage } from './enter';

/** The key that opens stage mode. Its script comes after the page. */
export function StageKey() {
  const store = useWorkbenchStore();
  const isOnStage = useWorkbench(state => state.stage !== null);
  useShortcuts({
    title: 'This page',
    shortcuts: isOnStage
      ? []
      : [{ keys: ['f'], does: 'stage mode: only the picture, for a projector', run: () => enterStage(store) }],
  });
  return null;
}

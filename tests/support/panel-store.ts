import { createWorkbenchStore, type WorkbenchStore } from '@/components/workbench/store';
import type { Json } from '@/lib/core/json';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { scriptedEngine } from './scripted-engine';

/** A change of the form by a person. */
export type Change = readonly [path: string, value: Json];

/** The page's store of the divide-and-conquer panel, after changes of its form in this order. */
export function panelStore(...changes: Change[]): WorkbenchStore<DivideAndConquerSettings> {
  const runs = memoryRunStore();
  const deps = {
    findPanel: async () => undefined,
    openEngine: async () => scriptedEngine({ answer: () => '' }),
    openStore: async () => runs,
    hasStore: async () => true,
    frame: (callback: () => void) => void setTimeout(callback, 0),
    now: () => performance.now(),
    environment: () => ({}),
    holdRun: <T>(_id: string, body: (lost: AbortSignal) => Promise<T>) => body(new AbortController().signal),
    isRunElsewhere: async () => false,
  };
  const store = createWorkbenchStore(panel, deps);
  for (const [path, value] of changes) store.getState().set(path, value);
  return store;
}

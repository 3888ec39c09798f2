import type { EngineRef } from '@/lib/engines/contract';
import type { Panel, Settings } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { modelsOf } from './model/endpoint';
import type { Running, RunningDeps } from './running';
import { isBusy, isSame, type WorkbenchState } from './state';
import type { StoreState } from './store';

export interface UnfinishedActions {
  /** Looks for a stored run that was stopped before its end: of the same experiment if there is one, else the latest. */
  lookForUnfinished(): Promise<void>;
  /** Opens that run and resumes it. */
  resumeUnfinished(): Promise<void>;
  forgetUnfinished(): void;
}

interface Access<S extends Settings> {
  get(): StoreState<S>;
  set(change: Partial<WorkbenchState<S>>): void;
  notify(failure: unknown): void;
  /** Shows a stored run; whether that was done. A notice says why not. */
  open(id: string): Promise<boolean>;
  /** @throws Failure `run-elsewhere` where another page runs it */
  remove(id: string): Promise<void>;
}

/** Offers a stored run that did not finish. */
export function unfinishedActions<S extends Settings>(
  { get, set, notify, open, remove }: Access<S>,
  running: Running<S>,
  deps: RunningDeps,
): UnfinishedActions {
  return {
    async lookForUnfinished() {
      if (!(await deps.hasStore())) return;
      const { panel } = get();
      const store = await running.store();
      const runs = await store.list(panel.id).catch(() => []);
      const unended = runs.filter(({ status }) => status === 'running' || status === 'stopped');
      const same = unended.filter(header => isSame(header.experiment, get().experiment));
      for (const { id, title, calls, experiment } of new Set([...same, ...unended])) {
        if (calls === 0 || get().run?.id === id || (await deps.isRunElsewhere(id))) continue;
        if (isBusy(get().run)) return;
        set({ unfinished: { id, title, calls, models: storedModels(experiment, panel) } });
        return;
      }
    },
    async resumeUnfinished() {
      const { unfinished } = get();
      if (!unfinished || isBusy(get().run)) return;
      const isOpen = await open(unfinished.id);
      set({ unfinished: null });
      // Another page may have deleted it, or resumed it, since it was offered.
      if (!isOpen) return get().lookForUnfinished();
      if (get().run?.status !== 'elsewhere') await get().resume();
    },
    forgetUnfinished() {
      const { unfinished } = get();
      set({ unfinished: null });
      if (unfinished) void remove(unfinished.id).catch(notify);
    },
  };
}

/** The models of a stored experiment; none where it cannot be read, and so not be resumed. */
function storedModels<S extends Settings>(experiment: unknown, panel: Panel<S>): EngineRef[] {
  try {
    return modelsOf(parseExperiment(experiment, panel));
  } catch {
    return [];
  }
}

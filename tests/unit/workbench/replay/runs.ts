import { createPanelStore, type PanelDeps } from '@/components/workbench/store';
import type { Engine } from '@/lib/engines/contract';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { findPanel } from '@/lib/panels/index';
import { type Script, scriptedEngine } from '../../../support/scripted-engine';

export const perfect: Script = { answer: request => solvePerfectly(request.messages.at(-1)?.content ?? '') };

/** A panel's store with a scripted engine behind it. */
export function panelWith(engine: Engine = scriptedEngine(perfect), changes: Partial<PanelDeps> = {}) {
  const runs = memoryRunStore();
  const store = createPanelStore({
    panels: findPanel,
    openEngine: async () => engine,
    openStore: async () => runs,
    hasStore: async () => true,
    frame: callback => void setTimeout(callback, 0),
    now: () => performance.now(),
    environment: () => ({}),
    onStart: () => {},
    holdRun: (_id, body) => body(),
    isRunElsewhere: async () => false,
    ...changes,
  });
  return { store, runs, state: store.getState };
}

/** The text of a file with a finished run of 4821 × 9177 by all strategies that a change of the settings leaves. */
export async function recordedText(changes: Record<string, string | number | string[]> = {}, script = perfect) {
  const { state } = panelWith(scriptedEngine(script));
  for (const [name, value] of Object.entries(changes)) state().set(name as never, value);
  await state().start(state().experiment.settings.problems);
  return state().exportText();
}

/** A panel with that run on its stage. */
export async function panelWithRecorded(engine?: Engine, changes: Record<string, string | number | string[]> = {}) {
  const panel = panelWith(engine);
  await panel.state().importText(await recordedText(changes));
  return panel;
}

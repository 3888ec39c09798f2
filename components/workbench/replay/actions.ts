import { refKey } from '@/lib/engines/contract';
import type { Unit } from '@/lib/experiment/panel';
import { isBusy, type PanelExperiment, type PanelState } from '../state';
import { visibleUnitId, visibleRun } from './shown';
import type { ReplayState } from './state';
import { stepsOf } from './steps';

export interface ReplayActions {
  /** Shows the problem in sight as it stood after that many steps; the last one ends the replay. */
  replayTo(at: number): void;
  /**
   * Runs the recorded run's experiment here, on the model of the form, and keeps the recorded one to be compared with. Resolves when
   * the run has ended.
   */
  runHere(): Promise<void>;
  /** Shows the recorded run that is repeated, or the run here. */
  showOriginal(shows: boolean): void;
}

interface Parts {
  get(): PanelState & ReplayState;
  set(change: Partial<PanelState & ReplayState>): void;
  /** The units of an experiment; null where something else was begun meanwhile, or where there are none (told by a notice). */
  prepare(experiment: PanelExperiment): Promise<Unit[] | null>;
  run(experiment: PanelExperiment, units: Unit[]): Promise<void>;
}

/** What can be done with a recorded run. */
export const replayActions = ({ get, set, prepare, run }: Parts): ReplayActions => ({
  replayTo(at) {
    const state = get();
    const root = visibleUnitId(state);
    const trace = root === undefined ? undefined : visibleRun(state)?.live.units.get(root);
    if (!trace) return;
    const last = stepsOf(trace).length;
    set({ replay: at >= last ? null : { at: Math.max(0, Math.floor(at)) } });
  },
  async runHere() {
    const state = get();
    const original = state.original ?? state.run;
    if (original?.status !== 'recorded' || isBusy(state.run)) return;
    const { model } = state.experiment;
    // The form's other settings may have changed since: what is repeated is the recorded experiment, on this model.
    const compare = original.experiment.compare.filter(other => refKey(other) !== refKey(model));
    const experiment = { ...original.experiment, model, compare };
    const units = await prepare(experiment);
    if (!units) return;
    set({ experiment, drafts: {}, original, showsOriginal: false, replay: null, unfinished: null });
    await run(experiment, units);
  },
  showOriginal: shows => set({ showsOriginal: shows, replay: null }),
});

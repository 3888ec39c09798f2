import { refKey } from '@/lib/engines/contract';
import type { Settings } from '@/lib/experiment/panel';
import type { Running } from '../running';
import { isBusy, type WorkbenchState } from '../state';
import { visibleRun, visibleUnitId } from './shown';
import { stepsOf } from './steps';

export interface ReplayActions {
  /** Shows the visible unit as it stood after that many steps; the last one ends the replay. */
  replayTo(at: number): void;
  /**
   * Runs the recorded run's experiment in this browser, on the model of the form, and keeps the recorded one for comparison. Resolves
   * when the run has ended.
   */
  rerun(): Promise<void>;
  /** Shows the recorded run that is repeated, or the run of this browser. */
  showOriginal(shows: boolean): void;
}

interface Access<S extends Settings> {
  get(): WorkbenchState<S>;
  set(change: Partial<WorkbenchState<S>>): void;
}

/** What can be done with a recorded run. */
export const replayActions = <S extends Settings>({ get, set }: Access<S>, running: Running<S>): ReplayActions => ({
  replayTo(at) {
    const state = get();
    const unit = visibleUnitId(state);
    const trace = unit === undefined ? undefined : visibleRun(state)?.live.units.get(unit);
    if (!trace) return;
    const last = stepsOf(trace).length;
    set({ replay: at >= last ? null : { at: Math.max(0, Math.floor(at)) } });
  },
  async rerun() {
    const state = get();
    const original = state.original ?? state.run;
    if (original?.status !== 'recorded' || isBusy(state.run)) return;
    const { model } = state.experiment;
    // The form's other settings may have changed since: what is repeated is the recorded experiment, on this model.
    const compare = original.experiment.compare.filter(other => refKey(other) !== refKey(model));
    const experiment = { ...original.experiment, model, compare };
    if (running.asks(experiment) && !(await running.mayRun(experiment, false))) return;
    set({ experiment, drafts: {}, original, showsOriginal: false, replay: null, unfinished: null });
    await running.start(experiment);
  },
  showOriginal: shows => set({ showsOriginal: shows, replay: null }),
});

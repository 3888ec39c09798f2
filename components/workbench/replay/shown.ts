import type { Settings } from '@/lib/experiment/panel';
import type { RunView, WorkbenchState } from '../state';
import { runAt } from './steps';

/** The run of this browser, or the recorded one that it repeats. */
export const visibleRun = <S extends Settings>({
  run,
  original,
  showsOriginal,
}: Pick<WorkbenchState<S>, 'run' | 'original' | 'showsOriginal'>): RunView<S> | null =>
  showsOriginal && original ? original : run;

/** Name of the visible unit; undefined where a run of many is seen as a whole. */
export function visibleUnitId(
  state: Pick<WorkbenchState, 'run' | 'original' | 'showsOriginal' | 'unit'>,
): string | undefined {
  const run = visibleRun(state);
  if (run === null) return undefined;
  if (state.unit !== null && run.live.units.has(state.unit)) return state.unit;
  return run.live.total === 1 ? [...run.live.units.keys()][0] : undefined;
}

/** The last step that was shown of each run, so that an unrelated change of state does not render the tree again. */
const lastStep = new WeakMap<RunView, { unit: string; at: number; run: RunView }>();

/** The run as it is drawn: the visible one, its unit as it stood at the step of the replay. */
export function displayedRun(state: WorkbenchState): RunView | null {
  const run = visibleRun(state);
  const unit = visibleUnitId(state);
  if (run === null || state.replay === null || unit === undefined) return run;
  const { at } = state.replay;
  const known = lastStep.get(run);
  if (known?.unit === unit && known.at === at) return known.run;
  const shown = { ...run, live: runAt(run.live, unit, at) };
  lastStep.set(run, { unit, at, run: shown });
  return shown;
}

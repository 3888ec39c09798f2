import type { PanelState, RunView } from '../state';
import { runAt } from './steps';
import type { ReplayState } from './state';

type State = PanelState & ReplayState;

/** The run in sight: the one here, or the recorded one that it repeats. */
export const visibleRun = ({ run, original, showsOriginal }: State): RunView | null =>
  showsOriginal && original ? original : run;

/** Root of the problem in sight; undefined where a run of many is seen as a whole. */
export function visibleUnitId(state: State): string | undefined {
  const run = visibleRun(state);
  if (run === null) return undefined;
  if (state.unit !== null && run.live.units.has(state.unit)) return state.unit;
  return run.live.total === 1 ? [...run.live.units.keys()][0] : undefined;
}

/** The last step that was taken of each run: a state that changed elsewhere must not draw the tree anew. */
const lastStep = new WeakMap<RunView, { root: string; at: number; run: RunView }>();

/** The run as it is to be drawn: the one in sight, its problem as it stood at the step of the replay. */
export function displayedRun(state: State): RunView | null {
  const run = visibleRun(state);
  const root = visibleUnitId(state);
  if (run === null || state.replay === null || root === undefined) return run;
  const { at } = state.replay;
  const known = lastStep.get(run);
  if (known?.root === root && known.at === at) return known.run;
  const shown = { ...run, live: runAt(run.live, root, at) };
  lastStep.set(run, { root, at, run: shown });
  return shown;
}

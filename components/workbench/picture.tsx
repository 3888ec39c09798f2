'use client';

import { useDisplayedRun, useViews, useWorkbench } from './context';
import { visibleUnitId } from './replay/shown';

/** One unit in full, or all of them, at the step of the replay. */
export function Picture() {
  const { Unit, Overview } = useViews();
  const run = useDisplayedRun();
  const unit = useWorkbench(visibleUnitId);
  const trace = unit === undefined ? undefined : run?.live.units.get(unit);
  if (!run) return null;
  return trace ? <Unit run={run} trace={trace} /> : <Overview run={run} />;
}

'use client';

import { useMemo } from 'react';
import type { TracedCall } from '@/components/trace/call';
import { useWorkbench } from '../context';
import { visibleRun, visibleUnitId } from '../replay/shown';
import { stepsOf } from '../replay/steps';

/** The step that the replay is at; undefined before the first one, and where the whole run is shown. */
export function useShownStep(): TracedCall | undefined {
  const at = useWorkbench(state => state.replay?.at ?? 0);
  const trace = useWorkbench(state => visibleRun(state)?.live.units.get(visibleUnitId(state) ?? ''));
  const steps = useMemo(() => (trace ? stepsOf(trace) : []), [trace]);
  return steps[at - 1];
}

'use client';

import { useEffect, useState } from 'react';
import { asFailure, type Failure } from '@/lib/core/failure';
import type { CallPlan } from '@/lib/experiment/panel';
import { useWorkbench } from '../context';

/** Milliseconds without a change after which the calls are counted. */
const rest = 250;

export type Planned = { plan: CallPlan | null; failure: Failure | null };

const unknown: Planned = { plan: null, failure: null };

/**
 * The plan of the form's experiment, computed once the form has not changed for a moment. Until then the plan before stays. A failure,
 * such as missing data, says why the experiment cannot run.
 */
export function usePlan(): Planned {
  const panel = useWorkbench(state => state.panel);
  const experiment = useWorkbench(state => state.experiment);
  const dataVersion = useWorkbench(state => state.dataVersion);
  const [planned, setPlanned] = useState<Planned>(unknown);
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      panel.plan(experiment).then(
        plan => isWanted && setPlanned({ plan, failure: null }),
        (error: unknown) => isWanted && setPlanned({ plan: null, failure: asFailure(error) }),
      );
    }, rest);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [panel, experiment, dataVersion]);
  return planned;
}

/** `33 model calls`, `about 1,200 model calls`: of an estimate, only the figures that mean something. */
export function callsText({ calls, isExact }: Pick<CallPlan, 'calls' | 'isExact'>): string {
  const step = isExact ? 1 : 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, calls))) - 1);
  const shown = Math.round(calls / step) * step;
  return `about ${shown.toLocaleString('en')} model ${shown === 1 ? 'call' : 'calls'}`;
}

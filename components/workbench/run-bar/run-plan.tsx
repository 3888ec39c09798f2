'use client';

import { useEffect, useState } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { usePanel } from '../context';
import type { PanelExperiment } from '../state';
import {
  callsText,
  estimateCalls,
  planOf,
  planText,
  type CallEstimate,
} from '@/components/divide-and-conquer/form/plan';
import { useDataChanges } from '@/components/divide-and-conquer/form/problem-list';

/** Milliseconds without a change after which the calls are counted. */
const rest_ms = 250;

/** What Run will do, and how many calls that makes. */
export function RunPlan({ available }: { available: number | undefined }) {
  const experiment = usePanel(state => state.experiment);
  const estimate = useEstimate(experiment);
  const { problems } = experiment.settings;
  return (
    <div id="run-plan" className="w-full">
      <Provenance kind="computed">
        {planText(planOf(experiment, problems, available))}
        {estimate && (
          <>
            : {callsText(estimate)}
            {estimate.isExact ? ' if every split comes out as asked' : ', as the model splits'}
          </>
        )}
      </Provenance>
    </div>
  );
}

/** Counted over the problems that the seed draws, once the form has been at rest. */
function useEstimate(experiment: PanelExperiment): CallEstimate | null {
  const changes = useDataChanges();
  const [found, setFound] = useState<{ of: PanelExperiment; estimate: CallEstimate | null }>();
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      // Where the data is missing, the form says so.
      void estimateCalls(experiment, experiment.settings.problems)
        .catch(() => null)
        .then(estimate => isWanted && setFound({ of: experiment, estimate }));
    }, rest_ms);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [experiment, changes]);
  return found?.of === experiment ? found.estimate : null;
}

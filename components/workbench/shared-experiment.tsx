'use client';

import { Link2, Play } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { nameOf } from '@/lib/engines/models';
import { useActions, useWorkbench } from './context';
import { useContacts, useServerHost } from './model/contacts';
import { useNeedsServer } from './model/use-needs-server';
import { callsText, usePlan } from './run-bar/use-plan';
import { isOfClaim, obstacle } from './state';

/** What a link brought, before it is run: the experiment in words, what it takes, and the button that runs it. */
export function SharedExperiment() {
  const panel = useWorkbench(state => state.panel);
  const experiment = useWorkbench(state => state.experiment);
  const blocked = useWorkbench(obstacle);
  const { plan, failure } = usePlan();
  const { start, notify } = useActions();
  const isWithoutServer = useNeedsServer();
  const host = useServerHost();
  const contacts = useContacts();
  const isClaimed = useWorkbench(isOfClaim);
  const canRun = blocked === undefined && failure === null && !isWithoutServer;
  return (
    <section
      aria-labelledby="shared-experiment"
      className="rounded-lg border border-line-strong bg-surface px-6 py-10 text-center"
    >
      <Link2 aria-hidden className="mx-auto mb-3 size-7 text-accent" />
      <h2 id="shared-experiment" className="text-2xl font-semibold text-balance">
        Shared experiment: {panel.describe(experiment)}
      </h2>
      <p className="mx-auto mt-2 max-w-measure text-muted">
        {plan && `${callsText(plan)}, `}on {nameOf(experiment.model)}, seed {experiment.seed}.{' '}
        {isClaimed
          ? 'The link also says what came out, which is shown below. Run it to see what comes out here.'
          : 'The link carries the settings and no result: run it to see what comes out.'}{' '}
        {contacts}
      </p>
      <Button
        variant="primary"
        size="large"
        className="mt-5"
        icon={<Play aria-hidden />}
        disabled={!canRun}
        onClick={() => void start().catch(notify)}
      >
        {host ? `Run on ${host}` : 'Run'}
      </Button>
    </section>
  );
}

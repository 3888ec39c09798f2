'use client';

import { useState } from 'react';
import { lazily } from '@/components/ui/lazily';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { Part } from '@/components/workbench/part';
import { useTourPart } from '@/components/workbench/tour/use-tour-part';
import type { CalculatorState } from '@/lib/panels/kv-cache/calculator/state';
import { LiveView } from './live/live-view';
import { freshView, type KvRun, type ViewState } from './view-state';

const waiting = <Skeleton className="h-96 w-full" />;
const Calculator = lazily(() => import('./calculator/calculator').then(module => module.Calculator), waiting);
const SweepView = lazily(() => import('./sweep/sweep-view').then(module => module.SweepView), waiting);

/** A run in its tabs: one cache token by token, and all policies at all budgets. What was chosen stays when the tab changes. */
export function CacheView({ run }: { run: KvRun }) {
  const { createdAt } = run;
  const [kept, keep] = useState({ createdAt, state: freshView });
  // Another run begins afresh.
  const state = kept.createdAt === createdAt ? kept.state : freshView;
  const change = (next: ViewState) => keep({ createdAt, state: next });
  // No part of a run: it stays when another run begins. Undefined for what the calculator opens with.
  const [calculator, keepCalculator] = useState<CalculatorState>();
  const part = useTourPart();
  // A step of the tour opens its tab; what a reader opens meanwhile stays until the next step.
  const [toured, setToured] = useState(part);
  if (toured !== part) {
    setToured(part);
    if (part) change({ ...state, tab: part });
  }
  return (
    <Tabs
      label="Views of the run"
      value={state.tab}
      onChange={tab => change({ ...state, tab })}
      tabs={[
        {
          value: 'live',
          label: 'Live',
          content: (
            <Part name="The live view">
              <LiveView run={run} state={state} onChange={change} />
            </Part>
          ),
        },
        {
          value: 'sweep',
          label: 'Sweep',
          content: (
            <Part name="The sweep">
              <SweepView run={run} />
            </Part>
          ),
        },
        {
          value: 'calculator',
          label: 'Calculator',
          content: (
            <Part name="The calculator">
              <Calculator {...(calculator && { initial: calculator })} onChange={keepCalculator} />
            </Part>
          ),
        },
      ]}
    />
  );
}

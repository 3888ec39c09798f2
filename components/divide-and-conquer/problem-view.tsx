'use client';

import { useMemo } from 'react';
import { ArrowLeft } from 'lucide-react';
import type { UnitTrace } from '@/components/trace/live-run';
import { Button } from '@/components/ui/button';
import type { ProblemInput } from '@/lib/prompting/panel';
import { strategies } from '@/lib/prompting/registry';
import { product, type Multiplication } from '@/lib/tasks/multiplication/problem';
import { useActions, usePanel } from './context';
import { Lane } from './lane';
import { traceStrategy } from './nodes';
import type { RunView } from './state';

/** One problem in full: what is asked, what is right, and what each strategy makes of it. */
export function ProblemView({ run, trace }: { run: RunView; trace: UnitTrace }) {
  const { a, b } = (trace.unit.input as unknown as ProblemInput).problem as Multiplication;
  const isOneOfMany = usePanel(state => state.unit !== null);
  const { showUnit } = useActions();
  const truth = useMemo(() => product({ a, b }), [a, b]);
  const chosen = strategies.filter(({ id }) => run.experiment.settings.strategies.includes(id));
  return (
    <div className="space-y-6">
      {isOneOfMany && (
        <Button variant="ghost" size="small" icon={<ArrowLeft aria-hidden />} onClick={() => showUnit(null)}>
          All {run.live.total} problems
        </Button>
      )}
      <Question a={a} b={b} truth={truth} />
      <div className="grid gap-4 lg:grid-cols-2">
        {chosen.map(strategy => (
          <StrategyLane key={strategy.id} run={run} trace={trace} strategy={strategy.id} truth={truth} />
        ))}
      </div>
    </div>
  );
}

function Question({ a, b, truth }: { a: string; b: string; truth: string }) {
  const isLong = a.length + b.length > 16;
  return (
    <header className="font-mono">
      <h2 className={`leading-tight tracking-tight break-all ${isLong ? 'text-xl' : 'text-4xl sm:text-5xl'}`}>
        {a} <span className="text-muted">×</span> {b}
      </h2>
      <p className={`mt-1 break-all text-muted ${isLong ? 'text-base' : 'text-xl'}`}>
        = {truth} <span className="font-sans text-caption font-semibold tracking-wide uppercase">computed</span>
      </p>
    </header>
  );
}

function StrategyLane({
  run,
  trace,
  strategy,
  truth,
}: {
  run: RunView;
  trace: UnitTrace;
  strategy: string;
  truth: string;
}) {
  const { leaf } = run.experiment.settings;
  const traced = useMemo(() => traceStrategy(trace, strategy, leaf), [trace, strategy, leaf]);
  return <Lane strategy={strategy} trace={trace} traced={traced} truth={truth} />;
}

'use client';

import { useMemo } from 'react';
import { ArrowLeft } from 'lucide-react';
import type { UnitTrace } from '@/components/trace/live-run';
import { Button } from '@/components/ui/button';
import type { Json } from '@/lib/core/json';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { useActions } from '@/components/workbench/context';
import { usePanel } from './use-panel';
import { StrategyCard, UnsupportedStrategy } from './strategy-card';
import { traceStrategy } from './nodes';
import { readProblem } from './run-view/problem';
import { ProblemHead } from './run-view/problem-head';
import type { RunView } from '@/components/workbench/state';

/** One problem in full: what is asked, what is right, and what each strategy makes of it. */
export function ProblemView({ run, trace }: { run: RunView; trace: UnitTrace }) {
  const { settings } = run.experiment;
  const isOneOfMany = usePanel(state => state.unit !== null);
  const { showUnit } = useActions();
  const { input } = trace.unit;
  const { task, prompts, problem, asked, truth } = useMemo(() => readTask(settings, input), [settings, input]);
  const chosen = strategies.filter(({ id }) => settings.strategies.includes(id));
  return (
    <div className="space-y-6">
      {isOneOfMany && (
        <Button variant="ghost" size="small" icon={<ArrowLeft aria-hidden />} onClick={() => showUnit(null)}>
          All {run.live.total} problems
        </Button>
      )}
      <ProblemHead problem={problem} name={trace.root} prompts={prompts} truth={truth} data={settings.data} />
      <div className="grid gap-4 lg:grid-cols-2">
        {chosen.map(({ id }) => {
          const reason = prompts.unsupported[id];
          if (reason !== undefined) return <UnsupportedStrategy key={id} strategy={id} reason={reason} />;
          return (
            <StrategyLane
              key={id}
              run={run}
              trace={trace}
              strategy={id}
              metric={task.metric}
              truth={truth}
              check={answer => (asked === null ? null : prompts.check(asked, answer))}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The task of a run, and its problem as the task takes it; null where a file holds something else. */
function readTask(settings: RunView['experiment']['settings'], input: Json) {
  const task = findTask(settings.task);
  const prompts = task.prompts(settings);
  const problem = readProblem(input);
  const asked: Json | null =
    problem.kind === 'numbers'
      ? problem.numbers
      : problem.kind === 'claim'
        ? problem.claim
        : problem.kind === 'own'
          ? problem.own
          : null;
  return { task, prompts, problem, asked, truth: asked === null ? undefined : prompts.truth(asked) };
}

function StrategyLane({ run, ...lane }: { run: RunView } & Omit<Parameters<typeof StrategyCard>[0], 'traced'>) {
  const { settings } = run.experiment;
  const { trace, strategy } = lane;
  const traced = useMemo(() => traceStrategy(trace, strategy, settings), [trace, strategy, settings]);
  return <StrategyCard {...lane} traced={traced} />;
}

'use client';

import { useMemo } from 'react';
import { ArrowLeft } from 'lucide-react';
import type { UnitTrace } from '@/components/trace/live-run';
import { Button } from '@/components/ui/button';
import type { Json } from '@/lib/ground/json';
import { strategies } from '@/lib/prompting/registry';
import { findFamily } from '@/lib/tasks/registry';
import { useActions, usePanel } from './context';
import { Lane, UnfitLane } from './lane';
import { traceStrategy } from './nodes';
import { readProblem } from './run-view/problem';
import { ProblemHead } from './run-view/problem-head';
import type { RunView } from './state';

/** One problem in full: what is asked, what is right, and what each strategy makes of it. */
export function ProblemView({ run, trace }: { run: RunView; trace: UnitTrace }) {
  const { settings } = run.experiment;
  const isOneOfMany = usePanel(state => state.unit !== null);
  const { showUnit } = useActions();
  const { input } = trace.unit;
  const { family, task, problem, asked, truth } = useMemo(() => readTask(settings, input), [settings, input]);
  const chosen = strategies.filter(({ id }) => settings.strategies.includes(id));
  return (
    <div className="space-y-6">
      {isOneOfMany && (
        <Button variant="ghost" size="small" icon={<ArrowLeft aria-hidden />} onClick={() => showUnit(null)}>
          All {run.live.total} problems
        </Button>
      )}
      <ProblemHead problem={problem} name={trace.root} task={task} truth={truth} data={settings.data} />
      <div className="grid gap-4 lg:grid-cols-2">
        {chosen.map(({ id }) => {
          const reason = task.unfit[id];
          if (reason !== undefined) return <UnfitLane key={id} strategy={id} reason={reason} />;
          return (
            <StrategyLane
              key={id}
              run={run}
              trace={trace}
              strategy={id}
              metric={family.metric}
              truth={truth}
              check={answer => (asked === null ? null : task.check(asked, answer))}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The task of a run, and its problem as the task takes it; null where a file holds something else. */
function readTask(settings: RunView['experiment']['settings'], input: Json) {
  const family = findFamily(settings.task);
  const task = family.task(settings);
  const problem = readProblem(input);
  const asked: Json | null =
    problem.kind === 'numbers'
      ? problem.numbers
      : problem.kind === 'claim'
        ? problem.claim
        : problem.kind === 'own'
          ? problem.own
          : null;
  return { family, task, problem, asked, truth: asked === null ? undefined : task.truth(asked) };
}

function StrategyLane({ run, ...lane }: { run: RunView } & Omit<Parameters<typeof Lane>[0], 'traced'>) {
  const { settings } = run.experiment;
  const { trace, strategy } = lane;
  const traced = useMemo(() => traceStrategy(trace, strategy, settings), [trace, strategy, settings]);
  return <Lane {...lane} traced={traced} />;
}

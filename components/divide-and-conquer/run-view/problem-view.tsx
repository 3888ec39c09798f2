'use client';

import { useMemo } from 'react';
import type { UnitTrace } from '@/components/trace/unit-trace';
import { useMediaQuery } from '@/components/ui/use-media-query';
import { Part } from '@/components/workbench/part';
import type { RunView } from '@/components/workbench/state';
import { isBusy } from '@/components/workbench/state';
import { presentProblem } from '@/lib/panels/divide-and-conquer/present';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { unsupportedOf } from '@/lib/panels/divide-and-conquer/used';
import { traceStrategy } from '../strategy-trace';
import { ProblemHead } from './problem-head';
import { StrategyCard, type StrategyCardProps, UnsupportedCard } from './strategy-card';

/** One problem in full: what is asked, and what each strategy makes of it. Strategies of one call share a row above the trees, on a phone below them. */
export function ProblemView({ run, trace }: { run: RunView<DivideAndConquerSettings>; trace: UnitTrace }) {
  const { settings } = run.experiment;
  const { unit, root } = trace;
  const problem = useMemo(() => presentProblem(unit.input, root, settings), [unit, root, settings]);
  const unsupported = useMemo(() => unsupportedOf(settings), [settings]);
  const chosen = registry.strategies.filter(({ id }) => settings.strategies.includes(id));
  const used = chosen.filter(({ id }) => unsupported[id] === undefined);
  const small = used.filter(({ calls }) => calls === 'one');
  const lane = { problem, trace, settings, isBusy: isBusy(run), isLive: run.id !== null };
  // A phone shows one card at first sight: the picture that the page is about.
  const isPhone = useMediaQuery('(width < 40rem)', false);
  const row = small.length > 0 && (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,15rem),1fr))] gap-3">
      {small.map(strategy => (
        <Part key={strategy.id} name={strategy.title}>
          <Lane strategy={strategy} {...lane} />
        </Part>
      ))}
    </div>
  );
  return (
    <div className="space-y-2">
      <Part name="The problem">
        <ProblemHead problem={problem.description} />
      </Part>
      {!isPhone && row}
      {used
        .filter(({ calls }) => calls !== 'one')
        .map(strategy => (
          <Part key={strategy.id} name={strategy.title}>
            <Lane strategy={strategy} {...lane} />
          </Part>
        ))}
      {isPhone && row}
      {chosen.map(
        strategy =>
          unsupported[strategy.id] !== undefined && (
            <UnsupportedCard key={strategy.id} strategy={strategy} reason={unsupported[strategy.id] ?? ''} />
          ),
      )}
    </div>
  );
}

function Lane({ settings, ...card }: { settings: DivideAndConquerSettings } & Omit<StrategyCardProps, 'traced'>) {
  const { trace, strategy } = card;
  const traced = useMemo(() => traceStrategy(trace, strategy.id, settings), [trace, strategy, settings]);
  return <StrategyCard {...card} traced={traced} />;
}

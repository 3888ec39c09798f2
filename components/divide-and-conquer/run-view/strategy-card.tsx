'use client';

import type { ReactNode } from 'react';
import { CostLine } from '@/components/trace/cost-line';
import { elapsedTime } from '@/components/trace/facts';
import { TreeView } from '@/components/trace/tree-view';
import type { UnitTrace } from '@/components/trace/unit-trace';
import { classes } from '@/components/ui/classes';
import { SeriesMarker } from '@/components/ui/marker';
import { useActions } from '@/components/workbench/context';
import { endpointSettings } from '@/components/workbench/model/endpoint';
import { source } from '@/components/workbench/source';
import { isOfTheModel } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { costOf } from '@/lib/evaluation/cost';
import { criticalPath } from '@/lib/evaluation/critical-path';
import { isCall } from '@/lib/evaluation/outcome';
import { firstError } from '@/lib/panels/divide-and-conquer/first-error';
import type { PresentedProblem } from '@/lib/panels/divide-and-conquer/present';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import { sendingOf } from '@/lib/panels/divide-and-conquer/sending';
import type { Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';
import type { StrategyTrace } from '../strategy-trace';
import { usePanel } from '../use-panel';
import { endingOf } from './ending';
import { EndingLine } from './ending-line';
import { FirstErrorLine } from './first-error-line';
import { OnlyCall } from './only-call';

export interface StrategyCardProps {
  strategy: Strategy;
  problem: PresentedProblem;
  trace: UnitTrace;
  traced: StrategyTrace;
  /** Whether the run goes on. */
  isBusy: boolean;
  /** Whether it is a run of this browser. */
  isLive: boolean;
}

/** One strategy on one problem: its answer, its calls (one as a text, several as a tree), where it went wrong, and what it took. */
export function StrategyCard({ strategy, problem, trace, traced, isBusy, isLive }: StrategyCardProps) {
  const { read, root } = traced;
  const calls = [...trace.calls.values()].filter(call => call.path[1] === strategy.id);
  const ending = endingOf(trace, read.tree, { check: problem.check, isBusy });
  const isUnanswered = ending.state === 'failed' && !isOfTheModel(ending.kind);
  const isRight = ending.state === 'answered' ? ending.isRight : ending.state === 'failed' ? false : null;
  const error = isUnanswered ? null : firstError(read, isRight, problem.prompts);
  const model = usePanel(({ run }) => trace.unit.model ?? run?.experiment.model);
  const selected = usePanel(state => state.selected);
  const measuredOn = usePanel(({ run }) => run && source(run));
  const { select } = useActions();
  const isTree = strategy.calls !== 'one';
  const head = (
    <Head strategy={strategy}>
      <EndingLine ending={ending} problem={problem} />
    </Head>
  );
  const entries = calls.flatMap(({ entry }) => (entry && isCall(entry) ? [entry] : []));
  return (
    // For the bench, which times a live run from Run to here.
    <Frame strategy={strategy} hasBegun={isLive && calls.some(call => call.text !== '')}>
      {isTree ? (
        <>
          <TreeView
            root={root}
            title={strategy.title}
            heading={head}
            calls={calls}
            selected={selected}
            onSelect={select}
            source={measuredOn ?? undefined}
          />
          {error && <FirstErrorLine error={error} onOpen={select} />}
        </>
      ) : (
        <>
          {head}
          <OnlyCall traced={traced} />
        </>
      )}
      <CostLine
        cost={costOf(entries, criticalPath(read.tree))}
        elapsed={elapsedTime(calls)}
        sending={model && sending(strategy, model, isLive)}
      />
    </Frame>
  );
}

/** How many calls an endpoint takes at once is the user's own setting: it is known only of a run of this browser. */
const sending = ({ id }: Strategy, model: EngineRef, isLive: boolean): string =>
  sendingOf(id, model, isLive && model.engine === 'endpoint' ? endpointSettings().concurrency : undefined);

/** A chosen strategy that was left out, and why. */
export const UnsupportedCard = ({ strategy, reason }: { strategy: Strategy; reason: string }) => (
  <Frame strategy={strategy} isQuiet>
    <Head strategy={strategy}>
      <span className="text-sm text-muted">does not suit this task</span>
    </Head>
    <p className="max-w-measure text-sm text-muted">{reason}</p>
  </Frame>
);

function Head({ strategy, children }: { strategy: Strategy; children: ReactNode }) {
  return (
    <header className="flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <h3 className="font-semibold @max-[22rem]:text-sm" title={strategy.summary}>
        <SeriesMarker index={registry.strategies.indexOf(strategy)} className="mr-2" />
        {strategy.title}
      </h3>
      {children}
    </header>
  );
}

function Frame({
  strategy,
  isQuiet = false,
  hasBegun = false,
  children,
}: {
  strategy: Strategy;
  isQuiet?: boolean;
  hasBegun?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={strategy.title}
      data-strategy={strategy.id}
      data-first-token={hasBegun || undefined}
      className={classes(
        '@container min-w-0 space-y-1.5 rounded-lg border px-3 py-2',
        isQuiet ? 'border-dashed border-line-strong' : 'border-line bg-surface',
      )}
    >
      {children}
    </section>
  );
}

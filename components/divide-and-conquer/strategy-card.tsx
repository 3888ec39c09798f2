'use client';

import type { ReactNode } from 'react';
import type { UnitTrace } from '@/components/trace/live-run';
import { classes } from '@/components/ui/classes';
import { SeriesMarker } from '@/components/ui/marker';
import type { EngineRef } from '@/lib/engines/contract';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import type { Metric } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { useActions } from '@/components/workbench/context';
import { usePanel } from './use-panel';
import { endpointSettings } from '@/components/workbench/model/endpoint';
import { endingOf } from './ending';
import type { StrategyTrace } from './nodes';
import { CostLine } from '@/components/trace/cost-line';
import { EndingLine } from './run-view/ending-line';
import { firstError } from './run-view/first-error';
import { FirstErrorLine } from './run-view/first-error-line';
import { OnlyCall } from './run-view/only-call';
import { sendingOf } from './run-view/sending';
import { TreeView } from '@/components/trace/tree-view';

interface LaneProps {
  strategy: string;
  trace: UnitTrace;
  traced: StrategyTrace;
  metric: Metric;
  /** Undefined where it is not known. */
  truth: string | undefined;
  /** What an answer is worth; null where that cannot be told. */
  check: (answer: string) => boolean | null;
}

/** One strategy on one problem: its answer, what it took, where it went wrong, and its calls: one as a text, many as a tree. */
export function StrategyCard({ strategy, trace, traced, metric, truth, check }: LaneProps) {
  const { title, summary } = strategies.find(({ id }) => id === strategy) ?? { title: strategy, summary: '' };
  const calls = [...trace.calls.values()].filter(call => call.path[1] === strategy);
  const isTree = traced.root.splits.length > 0 || traced.root.children.length > 0;
  const ending = endingOf(trace, strategy, check);
  const isRight = ending.state === 'answered' ? ending.correct : ending.state === 'failed' ? false : null;
  const error = firstError(traced, isRight, metric);
  const isLive = usePanel(({ run }) => run?.status !== 'recorded');
  const model = usePanel(({ run }) => trace.unit.model ?? run?.experiment.model);
  const selected = usePanel(state => state.selected);
  const { select } = useActions();
  return (
    <Frame
      strategy={strategy}
      isWide={isTree}
      // For the bench, which times a live run from Run to here.
      hasBegun={isLive && calls.some(call => call.text !== '')}
      beside={<EndingLine ending={ending} truth={truth} metric={metric} />}
    >
      {calls.some(({ entry }) => entry?.kind === 'call') ? (
        <CostLine calls={calls} sending={model ? sending(strategy, model, isLive) : ''} />
      ) : (
        <p className="text-caption text-muted">{summary}</p>
      )}
      {error && <FirstErrorLine error={error} onOpen={isTree ? select : undefined} />}
      {isTree ? (
        <TreeView root={traced.root} title={title} calls={calls} selected={selected} onSelect={select} />
      ) : (
        <OnlyCall traced={traced} />
      )}
    </Frame>
  );
}

/** How many calls an endpoint takes at once is the user's own setting: known of what runs here only. */
const sending = (strategy: string, model: EngineRef, isLive: boolean): string =>
  sendingOf(strategy, model, isLive && model.engine === 'endpoint' ? endpointSettings().concurrency : undefined);

/** A chosen strategy that was left out, and why. */
export function UnsupportedStrategy({ strategy, reason }: { strategy: string; reason: string }) {
  return (
    <Frame
      strategy={strategy}
      isQuiet
      isWide
      beside={<span className="text-sm text-muted">does not suit this task</span>}
    >
      <p className="max-w-measure text-sm text-muted">{reason}</p>
    </Frame>
  );
}

function Frame({
  strategy,
  beside,
  isWide = false,
  isQuiet = false,
  hasBegun = false,
  children,
}: {
  strategy: string;
  beside: ReactNode;
  isWide?: boolean;
  isQuiet?: boolean;
  hasBegun?: boolean;
  children: ReactNode;
}) {
  const place = strategies.findIndex(({ id }) => id === strategy);
  const title = strategies[place]?.title ?? strategy;
  return (
    <section
      aria-label={title}
      data-strategy={strategy}
      data-first-token={hasBegun || undefined}
      className={classes(
        'min-w-0 rounded-lg border px-4 py-3',
        isQuiet ? 'border-dashed border-line-strong' : 'border-line bg-surface',
        isWide && 'lg:col-span-2',
      )}
    >
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="text-lg font-semibold">
          <SeriesMarker index={place} className="mr-2" />
          {title}
        </h3>
        {beside}
      </header>
      {children}
    </section>
  );
}

'use client';

import { useState } from 'react';
import { ListTree, Network } from 'lucide-react';
import { quantity } from '@/components/charts/series';
import type { TracedCall } from '@/components/trace/call';
import { duration } from '@/components/trace/facts';
import type { UnitTrace } from '@/components/trace/live-run';
import { LookIcon } from '@/components/trace/look-icon';
import { PromptTree } from '@/components/trace/prompt-tree';
import { TreeLegend } from '@/components/trace/tree-legend';
import { TreeList } from '@/components/trace/tree-list';
import { classes } from '@/components/ui/classes';
import { SeriesMarker } from '@/components/ui/marker';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { failures } from '@/lib/ground/failure';
import { strategies } from '@/lib/prompting/registry';
import { Digits } from './answer';
import { useActions, usePanel } from './context';
import { endingOf, totalsOf, type Ending } from './ending';
import type { StrategyTrace } from './nodes';

/** One strategy on one problem: its answer, what it took, and its calls: one as a text, many as a tree. */
export function Lane({
  strategy,
  trace,
  traced,
  truth,
}: {
  strategy: string;
  trace: UnitTrace;
  traced: StrategyTrace;
  truth: string;
}) {
  const place = strategies.findIndex(({ id }) => id === strategy);
  const { title, summary } = strategies[place] ?? { title: strategy, summary: '' };
  const calls = [...trace.calls.values()].filter(call => call.path[1] === strategy);
  const isTree = traced.root.splits.length > 0 || traced.root.children.length > 0;
  const totals = totalsOf(calls);
  const isLive = usePanel(({ run }) => run?.status !== 'recorded');
  return (
    <section
      aria-label={title}
      data-strategy={strategy}
      // For the bench, which times a live run from Run to here.
      data-first-token={(isLive && calls.some(call => call.text !== '')) || undefined}
      className={classes('min-w-0 rounded-lg border border-line bg-surface px-4 py-3', isTree && 'lg:col-span-2')}
    >
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="flex items-center gap-2 text-lg font-semibold">
          <SeriesMarker index={place} /> {title}
        </h3>
        <Answer ending={endingOf(trace, strategy)} truth={truth} />
      </header>
      <p className="text-caption text-muted">
        {totals.calls === 0 ? (
          summary
        ) : (
          <>
            <span className="font-semibold tracking-wide uppercase">measured</span> · {totals.calls}{' '}
            {totals.calls === 1 ? 'call' : 'calls'} · {quantity(totals.tokensIn)} tokens in,{' '}
            {quantity(totals.tokensOut)} out · {duration(totals.milliseconds)} of call time, summed
          </>
        )}
      </p>
      {isTree ? <Tree traced={traced} title={title} calls={calls} /> : <Text traced={traced} />}
    </section>
  );
}

function Answer({ ending, truth }: { ending: Ending; truth: string }) {
  if (ending.state === 'waiting' || ending.state === 'running') {
    return <span className="text-sm text-muted">{ending.state}</span>;
  }
  if (ending.state === 'failed') {
    return (
      <span className="inline-flex items-center gap-1.5 text-sm">
        <LookIcon look="failed" className="size-4" /> {failures[ending.kind].sentence}
      </span>
    );
  }
  const isRight = ending.answer === truth;
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2 text-lg">
      <Digits answer={ending.answer} truth={truth} />
      <span
        className={classes(
          'inline-flex items-center gap-1 text-sm font-semibold',
          isRight ? 'text-good' : 'text-danger',
        )}
      >
        <LookIcon look={isRight ? 'right' : 'entered'} className="size-4" />
        {isRight ? 'right' : 'wrong'}
      </span>
    </span>
  );
}

/** The answer of a strategy of one call, as it is written. */
function Text({ traced }: { traced: StrategyTrace }) {
  const { select } = useActions();
  const [only] = [...traced.steps.values()];
  const selected = usePanel(state => only !== undefined && state.selected === only.step.key);
  if (!only || only.step.call.status === 'waiting') return null;
  const { text, status } = only.step.call;
  return (
    <button
      type="button"
      aria-pressed={selected}
      aria-label="Open the call"
      onClick={() => select(only.step.key)}
      className={classes(
        'mt-2 flex max-h-40 w-full flex-col justify-end overflow-hidden rounded-md border border-line bg-sunken px-3 py-2 text-left font-mono text-sm leading-relaxed break-words whitespace-pre-wrap hover:border-line-strong',
        selected && 'outline-2 outline-offset-1 outline-accent',
      )}
    >
      {text ? (
        <span>{lastLines(text)}</span>
      ) : (
        <span className="text-muted">{status === 'running' ? 'waiting for the first token' : 'empty'}</span>
      )}
    </button>
  );
}

/** The end of a text: what is being written, and later the answer. */
function lastLines(text: string, most = 6): string {
  const lines = text.slice(-2000).split('\n');
  return lines.length <= most ? lines.join('\n') : `…\n${lines.slice(-most).join('\n')}`;
}

const views = [
  { value: 'tree', label: <Network aria-hidden />, name: 'Show as a tree' },
  { value: 'list', label: <ListTree aria-hidden />, name: 'Show as a list' },
];

function Tree({ traced, title, calls }: { traced: StrategyTrace; title: string; calls: TracedCall[] }) {
  const [view, setView] = useState('tree');
  const { select } = useActions();
  const selected = usePanel(state => state.selected);
  const View = view === 'tree' ? PromptTree : TreeList;
  const writing = calls.findLast(call => call.status === 'running' && call.text !== '');
  return (
    <div className="mt-2 space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <TreeLegend root={traced.root} onSelect={select} />
        <SegmentedControl label="View of the calls" size="small" value={view} onChange={setView} segments={views} />
      </div>
      <View root={traced.root} label={`Calls of ${title}`} selected={selected} onSelect={select} />
      {writing && (
        <p className="truncate font-mono text-caption text-muted">
          {writing.path.slice(2).join(' › ')}: {writing.text.slice(-80)}
        </p>
      )}
    </div>
  );
}

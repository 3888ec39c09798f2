'use client';

import { useState } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { SeriesMarker } from '@/components/ui/marker';
import { seriesColor } from '@/components/ui/palette';
import { Provenance } from '@/components/ui/provenance';
import { Slider } from '@/components/ui/slider';
import { Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { parallelContext, sequentialContext } from '@/lib/panels/divide-and-conquer/decoding-context';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import { chainOfThought } from '@/lib/panels/divide-and-conquer/strategies/chain-of-thought';
import type { Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { divideAndConquer } from '@/lib/panels/divide-and-conquer/strategies/divide-and-conquer';

const one = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 });

const ri = (
  <>
    r<sub className="text-[0.7em] leading-none">i</sub>
  </>
);

const colour = ({ id }: Strategy): number => registry.strategies.findIndex(strategy => strategy.id === id);

/** Proposition 4 with sliders: how many tokens are in context, on average, when a token is drawn. */
export function DecodingContext() {
  const [subTasks, setSubTasks] = useState(8);
  const [tokens, setTokens] = useState(60);
  const [prompt, setPrompt] = useState(400);
  const lengths = Array.from({ length: subTasks }, () => tokens);
  // The bounds of the sliders give at least one drawn token, so neither is null.
  const sequential = sequentialContext(prompt, lengths) ?? 0;
  const parallel = parallelContext(prompt, lengths) ?? 0;
  const rows = [
    {
      id: 'cot',
      label: chainOfThought.title,
      formula: <>C + (R − 1) / 2</>,
      color: colour(chainOfThought),
      value: sequential,
    },
    {
      id: 'dac',
      label: divideAndConquer.title,
      formula: (
        <>
          C + Σ {ri}({ri} − 1) / 2R
        </>
      ),
      color: colour(divideAndConquer),
      value: parallel,
    },
  ];
  return (
    <div className="space-y-4">
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-3">
        <Slider label="Sub-tasks k" value={subTasks} onChange={setSubTasks} min={1} max={32} />
        <Slider label="Answer tokens r" value={tokens} onChange={setTokens} min={1} max={200} />
        <Slider label="Input context C" value={prompt} onChange={setPrompt} min={0} max={2000} step={50} />
      </div>
      <ChartWithTable
        title={
          <>
            Mean <Term word="decoding context" />, in tokens
          </>
        }
        provenance={
          <Provenance kind="computed">
            by the formulas of proposition 4, for k answers of r tokens each; without split and merge calls
          </Provenance>
        }
        chart={
          <div className="space-y-3">
            {rows.map(row => (
              <div key={row.id}>
                <p className="mb-1 flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
                  <span className="inline-flex items-center gap-1.5">
                    <SeriesMarker index={row.color} />
                    {row.label}
                    <span className="text-muted">{row.formula}</span>
                  </span>
                  <span className="font-semibold">{one(row.value)}</span>
                </p>
                <div className="flex h-4" style={{ width: `${(row.value * 100) / Math.max(sequential, 1)}%` }}>
                  <span className="border-y border-l border-line-strong bg-sunken" style={{ flexGrow: prompt }} />
                  <span style={{ flexGrow: row.value - prompt, background: seriesColor(row.color) }} />
                </div>
              </div>
            ))}
            <p className="text-caption text-muted">
              The light part of a bar is the input context C, the same for both. The coloured part is what the model has
              written before the token.
            </p>
          </div>
        }
        table={scrolls => (
          <Table
            caption="Mean decoding context, in tokens"
            scrolls={scrolls}
            rows={rows}
            rowKey={row => row.id}
            columns={[
              { id: 'label', title: 'Strategy', cell: row => row.label },
              { id: 'formula', title: 'Formula', cell: row => row.formula },
              { id: 'value', title: 'tokens', numeric: true, cell: row => one(row.value) },
            ]}
          />
        )}
      />
      <p>
        {subTasks === 1
          ? 'With one sub-task there is nothing to divide: both have the same context.'
          : `Divide and conquer has ${one(sequential - parallel)} fewer tokens in context on average, which is (k − 1) r / 2.`}
      </p>
      <p className="text-sm text-muted">
        The proposition is printed with ({ri} − 1)² in the numerator. This is a misprint: the derivation in the appendix
        gives {ri}({ri} − 1), and only with this do both formulas agree for k&nbsp;=&nbsp;1. The first line of the
        appendix prints (C + n − 1)/2 and means C + (n − 1)/2.
      </p>
      <Provenance kind="quoted">
        Zhang et al., arXiv 2402.05359, proposition 4 and its appendix; that k = 1 decides is our own check
      </Provenance>
    </div>
  );
}

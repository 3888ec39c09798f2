'use client';

import { useState } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { balancedCost } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/balanced-cost';
import { embeddedModel } from './layers';
import { Slider } from './slider';

/** Heights of the pattern that can be chosen, in edges. */
const heights = { min: 1, max: 8, first: 4 };

const { layers } = embeddedModel;

interface Row {
  id: string;
  label: string;
  note: string;
  /** Layers or levels that come one after another, in groups: a group is one pass. */
  groups: number;
  each: number;
}

const most = balancedCost(heights.max).rounds * layers;

/** Why a fixed depth matters: what one pass has, what the problem needs, and how the calls make up for it. */
export function Depth() {
  const [height, setHeight] = useState(heights.first);
  const { nodes, depth, calls, rounds } = balancedCost(height);
  const levels = depth + 1;
  const rows: Row[] = [
    {
      id: 'pass',
      label: 'One pass of the model',
      note: `${layers} layers, whatever the input`,
      groups: 1,
      each: layers,
    },
    {
      id: 'need',
      label: 'The problem',
      note: `${levels} levels, each of which waits for the one below`,
      groups: levels,
      each: 1,
    },
    {
      id: 'calls',
      label: 'Divide and conquer',
      note: `${rounds} calls in a row × ${layers} layers; ${calls.toLocaleString('en')} isolated calls in all`,
      groups: rounds,
      each: layers,
    },
  ];
  return (
    <div className="space-y-4">
      <Slider
        label="Size of the pattern tree"
        value={height}
        onChange={setHeight}
        {...heights}
        spoken={`${nodes.toLocaleString('en')} nodes, height ${height}`}
      />
      <ChartWithTable
        title="Work that comes one after another"
        provenance={
          <Provenance kind="computed">
            a pattern with every node of every level; layers of the embedded model, {embeddedModel.title}
          </Provenance>
        }
        chart={
          <div className="space-y-3">
            {rows.map(row => (
              <Bar key={row.id} {...row} />
            ))}
          </div>
        }
        table={scrolls => (
          <Table
            caption="Work that comes one after another"
            scrolls={scrolls}
            rows={rows}
            rowKey={row => row.id}
            columns={[
              { id: 'label', title: 'What', cell: row => row.label },
              { id: 'steps', title: 'layers or levels', numeric: true, cell: row => row.groups * row.each },
              { id: 'note', title: 'of', cell: row => row.note },
            ]}
          />
        )}
      />
      <p aria-live="polite">{verdict(levels)}</p>
      <p className="text-sm text-muted">
        A picture of the argument, not a bound: one layer may do the work of several levels. The argument holds as the
        input grows, and only if TC⁰ and NC¹ differ, which is conjectured and not proved.
      </p>
    </div>
  );
}

const verdict = (levels: number): string =>
  levels <= layers
    ? `The pattern has ${levels} levels, and one pass has ${layers} layers. A longer prompt would not add a layer.`
    : `The pattern has ${levels} levels, and one pass still has ${layers} layers. The calls add what is missing: every level gets passes of its own.`;

function Bar({ label, note, groups, each }: Row) {
  return (
    <div>
      <p className="mb-1 flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="font-semibold">{label}</span>
        <span className="text-muted">{note}</span>
      </p>
      <div className="flex h-5" style={{ width: `${(groups * each * 100) / most}%` }}>
        {Array.from({ length: groups }, (_, group) => (
          <span key={group} className={`flex flex-1 ${each > 1 ? 'border-r-2 border-paper' : ''}`}>
            {Array.from({ length: each }, (_, step) => (
              <span key={step} className="flex-1 border-r border-paper bg-accent" />
            ))}
          </span>
        ))}
      </div>
    </div>
  );
}

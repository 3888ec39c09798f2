'use client';

import { useState } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { Provenance } from '@/components/ui/provenance';
import { Slider } from '@/components/ui/slider';
import { Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { embeddedModel } from '@/lib/engines/models';
import { balancedCost } from '@/lib/panels/divide-and-conquer/subtree-isomorphism/balanced-cost';
import { layers } from './layers';

/** Heights of the pattern that can be chosen, in edges. */
const heights = { min: 1, max: 8, first: 4 };

interface Row {
  id: string;
  label: string;
  note: string;
  /** How many groups run one after another, and how many layers or levels each has. One group is one pass. */
  groups: number;
  each: number;
}

const most = balancedCost(heights.max).rounds * layers;

/** Compares the layers of one pass with the levels of the problem, and with the layers of all calls in a row. */
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
      note: `${levels} levels, each needs the one below it`,
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
        title="Steps that must run one after another"
        provenance={
          <Provenance kind="computed">
            for a complete binary pattern tree; layers of the embedded model, {embeddedModel.title}
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
            caption="Steps that must run one after another"
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
        This illustrates the argument and proves no bound: one layer may do the work of several levels. The argument
        concerns growing inputs, and it holds only if <Term word="TC0">TC⁰</Term> and NC¹ differ, which is conjectured
        but not proved.
      </p>
    </div>
  );
}

const verdict = (levels: number): string =>
  levels <= layers
    ? `The pattern has ${levels} levels, and one pass has ${layers} layers. A longer prompt would not add a layer.`
    : `The pattern has ${levels} levels, and one pass still has ${layers} layers. Separate calls add the missing steps: every level gets passes of its own.`;

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

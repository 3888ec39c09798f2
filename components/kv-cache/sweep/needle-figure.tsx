'use client';

import { useState } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { SeriesMarker } from '@/components/ui/marker';
import { seriesColor } from '@/components/ui/palette';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Table } from '@/components/ui/table';
import { counted } from '@/lib/core/in-words';
import { controlOf, titleOf } from '@/lib/panels/kv-cache/registry';
import type { Found, NeedleGrid, NeedleReport } from '@/lib/panels/kv-cache/report/needles';
import { seriesOf } from '@/lib/panels/kv-cache/series';
import type { KvSettings } from '@/lib/panels/kv-cache/settings';
import { shade, strongest } from '../shade';

const title = 'Needles found, by depth and length';
const parts = ['first quarter', 'second quarter', 'third quarter', 'last quarter'];

/** Which needles each cache found: one grid a policy, depth down, length across, with the number of texts in every cell. */
export function NeedleFigure({
  report: { lengths, grids },
  budget: kind,
}: {
  report: NeedleReport;
  budget: KvSettings['budget'];
}) {
  const budgets = [...new Set(grids.map(({ budget }) => budget))].filter(budget => budget > 0);
  const [chosen, choose] = useState<number | null>(null);
  const budget = budgets.find(one => one === chosen) ?? budgets[Math.floor((budgets.length - 1) / 2)] ?? 0;
  const words = (at: number): string => (kind === 'ratio' ? `${at}×` : counted(at, 'slot'));
  const nameOf = ({ policy, budget: at, learned }: NeedleGrid): string => {
    const name = titleOf({ policy: policyOf(policy), learned });
    return at === 0 ? name : `${name}, ${words(at)}`;
  };
  const shown = grids.filter(grid => grid.budget === 0 || grid.budget === budget);
  const texts = (grids[0]?.cells ?? []).flat().reduce((sum, { of }) => sum + of, 0);
  return (
    <div className="space-y-2">
      {budgets.length > 1 && (
        <SegmentedControl
          label="Budget of the grids"
          size="small"
          value={String(budget)}
          onChange={value => choose(Number(value))}
          segments={budgets.map(at => ({ value: String(at), label: words(at) }))}
        />
      )}
      <ChartWithTable
        title={title}
        provenance={
          <Provenance kind="measured" n={texts}>
            texts; across: examples in the prompt (
            {lengths.map(({ of, tokens }) => `${of}: ${Math.round(tokens).toLocaleString('en')} tokens`).join(', ')});
            down: where the telling example stands
          </Provenance>
        }
        chart={
          <div className="grid grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))] gap-x-6 gap-y-4">
            {shown.map(grid => (
              <div key={nameOf(grid)} className="min-w-0">
                <p className="mb-1 flex items-baseline gap-1.5 text-sm font-semibold">
                  <SeriesMarker index={seriesOf(policyOf(grid.policy))} />
                  <span className="min-w-0 flex-1 truncate">{nameOf(grid)}</span>
                  <span className="font-normal text-muted tabular-nums">{foundText(sumOf(grid.cells.flat()))}</span>
                </p>
                <Cells {...grid} lengths={lengths} />
              </div>
            ))}
          </div>
        }
        table={scrolls => (
          <Table
            caption={title}
            scrolls={scrolls}
            rows={shown.flatMap(grid =>
              grid.cells.map((cells, part) => ({ name: nameOf(grid), depth: parts[part] ?? '', cells })),
            )}
            rowKey={({ name, depth }) => `${name} ${depth}`}
            columns={[
              { id: 'cache', title: 'Cache', cell: ({ name }) => name },
              { id: 'depth', title: 'Depth', cell: ({ depth }) => depth },
              ...lengths.map(({ of }, at) => ({
                id: String(of),
                title: `${of} examples`,
                numeric: true,
                cell: ({ cells }: { cells: readonly Found[] }) => foundText(cells[at] ?? none),
              })),
            ]}
          />
        )}
      />
    </div>
  );
}

function Cells({ policy, cells, lengths }: NeedleGrid & Pick<NeedleReport, 'lengths'>) {
  const color = seriesColor(seriesOf(policyOf(policy)));
  return (
    <div
      className={`grid gap-px text-caption ${strongest}`}
      style={{ gridTemplateColumns: `max-content repeat(${lengths.length}, minmax(0, 1fr))` }}
    >
      {cells.map((row, part) => [
        <span key={part} className="self-center pr-2 text-muted">
          {parts[part]}
        </span>,
        ...row.map((found, at) => (
          <span
            key={`${part} ${at}`}
            className="flex min-h-8 items-center justify-center text-ink outline-1 -outline-offset-1 outline-line tabular-nums"
            style={{ background: shade(color, shareOf(found)) }}
          >
            {found.of === 0 ? '' : `${found.right}/${found.of}`}
          </span>
        )),
      ])}
      <span />
      {lengths.map(({ of }) => (
        <span key={of} className="text-center text-muted tabular-nums">
          {of}
        </span>
      ))}
    </div>
  );
}

/** The policy whose name and colour a grid has: the control for the full cache. */
const policyOf = (policy: NeedleGrid['policy']): string => policy ?? controlOf()?.id ?? '';

const none: Found = { right: 0, of: 0 };
const shareOf = ({ right, of }: Found): number => (of === 0 ? 0 : right / of);
const foundText = ({ right, of }: Found): string => (of === 0 ? 'none tried' : `${right} of ${of}`);
const sumOf = (all: readonly Found[]): Found =>
  all.reduce((sum, { right, of }) => ({ right: sum.right + right, of: sum.of + of }), none);

import type { ReactNode } from 'react';
import { Table } from '../ui/table';
import { looksOf } from './bar-style';
import { ChartWithTable } from './chart-with-table';
import { LazyGroupChart } from './lazy';
import { type BarGroup, type GroupPart, quantity } from './series';
import { SeriesName } from './series-sign';

/** A few quantities of one unit for every series: chart, key and table. */
export function GroupFigure({
  title,
  provenance,
  parts,
  groups,
  unit,
}: {
  title: string;
  provenance: ReactNode;
  parts: readonly GroupPart[];
  groups: readonly BarGroup[];
  unit: string;
}) {
  return (
    <ChartWithTable
      title={title}
      provenance={provenance}
      legend={<Key parts={parts} />}
      chart={<LazyGroupChart parts={parts} groups={groups} unit={unit} />}
      table={scrolls => (
        <Table
          caption={`${title}, in ${unit}`}
          scrolls={scrolls}
          rows={groups}
          rowKey={group => group.id}
          columns={[
            { id: 'series', title: 'Strategy', cell: group => <SeriesName series={group} /> },
            ...parts.map(({ id, label, none = 'none' }, place) => ({
              ...{ id, title: label, numeric: true },
              cell: ({ values }: BarGroup) => {
                const value = values[place] ?? null;
                return value === null ? none : quantity(value);
              },
            })),
            { id: 'n', title: 'n', numeric: true, cell: ({ n }) => n ?? '' },
          ]}
        />
      )}
    />
  );
}

/** What each look means. Hidden from screen readers, because the header of the table says the same. */
function Key({ parts }: { parts: readonly GroupPart[] }) {
  return (
    <ul aria-hidden className="mb-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {parts.map(({ id, label, look }) => (
        <li key={id} className="flex items-center gap-1.5">
          <svg width={22} height={12}>
            <rect x={1} y={1} width={20} height={10} rx={2} {...looksOf(look, 'var(--muted)')} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

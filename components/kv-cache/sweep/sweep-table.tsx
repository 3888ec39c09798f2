import { percent } from '@/components/charts/series';
import { SeriesMarker } from '@/components/ui/marker';
import { sizeText } from '@/components/ui/size';
import { type Column, Table } from '@/components/ui/table';
import { failureSentence } from '@/components/workbench/evaluation/words';
import { titleOf } from '@/lib/panels/kv-cache/registry';
import type { SweepRow } from '@/lib/panels/kv-cache/report/sweep';
import { seriesOf } from '@/lib/panels/kv-cache/series';
import type { KvSettings } from '@/lib/panels/kv-cache/settings';
import type { BootstrapInterval } from '@/lib/stats/bootstrap';

/** `0.171 (0.048 to 0.295)`. */
function within({ value, low, high }: BootstrapInterval, digits: number): string {
  if (value === null) return 'none';
  const text = value.toFixed(digits);
  return low === null || high === null ? text : `${text} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

/** A row a policy and budget: quality beside what it costs, each with what it was measured on. */
export function SweepTable({
  rows,
  budget,
  model,
}: {
  rows: readonly SweepRow[];
  budget: KvSettings['budget'];
  /** Its name, where the run has several. */
  model: string | undefined;
}) {
  const columns: Column<SweepRow>[] = [
    { id: 'policy', title: 'Policy', cell: row => <PolicyName row={row} /> },
    {
      id: 'budget',
      title: budget === 'ratio' ? 'Ratio' : 'Slots',
      numeric: true,
      cell: row => (row.budget === 0 ? 'none' : budget === 'ratio' ? `${row.budget}×` : row.budget),
    },
    { id: 'texts', title: 'n (texts)', numeric: true, cell: ({ texts }) => texts },
    { id: 'kl', title: 'KL (95\u202f%), nats a token', numeric: true, cell: ({ kl }) => within(kl, 3) },
    {
      id: 'perplexity',
      title: 'Perplexity, times full (95\u202f%)',
      numeric: true,
      cell: row => within(row.perplexity, 2),
    },
    {
      id: 'agreed',
      title: 'Same token',
      numeric: true,
      cell: ({ agreed, scored }) =>
        scored === 0
          ? ''
          : `${percent(agreed / scored)} (scored ${agreed.toLocaleString('en')} of ${scored.toLocaleString('en')})`,
    },
    {
      id: 'right',
      title: 'Right answers',
      numeric: true,
      cell: ({ judged }) =>
        judged
          ? `${judged.right} of ${judged.of} (${percent(judged.low)} to ${percent(judged.high)})`
          : 'none to judge',
    },
    { id: 'bytes', title: 'Bytes held', numeric: true, cell: ({ bytes }) => sizeText(bytes) },
    { id: 'ratio', title: 'Full / held', numeric: true, cell: ({ ratio }) => `${ratio.toFixed(1)}×` },
    { id: 'reads', title: 'Slots read a token', numeric: true, cell: ({ slotsRead }) => slotsRead.toFixed(0) },
    {
      id: 'unmoved',
      title: 'Pages if no slot moves, times these',
      numeric: true,
      cell: ({ pagesUnmoved }) => `${pagesUnmoved.toFixed(1)}×`,
    },
  ];
  if (rows.some(({ failed }) => failed.length > 0))
    columns.push({
      id: 'failed',
      title: 'Not measured',
      cell: ({ failed }) =>
        [...new Set(failed.map(({ kind, detail }) => `${failureSentence(kind)} ${detail}`.trim()))].join(' '),
    });
  return (
    <Table
      caption={`Policies at each budget${model === undefined ? '' : `, ${model}`}`}
      captionShown
      rows={rows}
      rowKey={({ policy, budget: at }) => `${policy} ${at}`}
      columns={columns}
    />
  );
}

function PolicyName({ row }: { row: SweepRow }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <SeriesMarker index={seriesOf(row.policy)} />
      {titleOf(row)}
    </span>
  );
}

import { SeriesName } from '@/components/charts/series-sign';
import { classes } from '@/components/ui/classes';
import { Table } from '@/components/ui/table';
import type { CorrectedPair } from '@/lib/evaluation/paired';
import type { Column } from './columns';
import { points, pText } from './words';

/** Every pair: row against column, the difference in points and the corrected p. A press on a pair reads it out above. */
export function PairMatrix({
  columns,
  pairs,
  chosen,
  onChoose,
}: {
  columns: readonly Column[];
  pairs: readonly CorrectedPair[];
  chosen: readonly [string, string];
  onChoose: (a: string, b: string) => void;
}) {
  const of = (row: Column, other: Column) => {
    const forward = pairs.find(({ a, b }) => a === row.id && b === other.id);
    if (forward) return { ...forward, lead: forward.difference };
    const backward = pairs.find(({ a, b }) => a === other.id && b === row.id);
    return backward && { ...backward, lead: -backward.difference };
  };
  return (
    <Table
      caption="Every pair: by how many percentage points the row leads the column, and p after Holm's correction"
      captionShown
      rows={columns}
      rowKey={({ id }) => id}
      columns={[
        { id: 'row', title: 'Leads by', cell: row => <SeriesName series={row} /> },
        ...columns.map(other => ({
          id: other.id,
          title: other.label,
          numeric: true,
          cell: (row: Column) => {
            const found = of(row, other);
            if (!found) return <span className="text-muted">{'\u2013'}</span>;
            if (found.verdict === 'not enough answered') return <span className="text-muted">{found.verdict}</span>;
            const isDifferent = found.verdict !== 'no evidence of a difference';
            const word = isDifferent ? (found.lead > 0 ? 'better' : 'worse') : 'no evidence';
            return (
              <button
                type="button"
                aria-pressed={chosen[0] === row.id && chosen[1] === other.id}
                aria-label={`${row.label} against ${other.label}: ${points(found.lead)} points, ${pText(found.corrected)}, ${word}`}
                onClick={() => onChoose(row.id, other.id)}
                className={classes(
                  'w-full rounded-md border px-2 py-0.5 text-right hover:border-ink',
                  chosen[0] === row.id && chosen[1] === other.id
                    ? 'border-accent bg-accent-soft'
                    : 'border-transparent',
                )}
              >
                <span className={classes('block', isDifferent && 'font-semibold')}>
                  {points(found.lead)} {word}
                </span>
                <span className="block text-caption text-muted">{pText(found.corrected)}</span>
              </button>
            );
          },
        })),
      ]}
    />
  );
}

import { seriesColor } from '@/components/ui/palette';
import { Provenance } from '@/components/ui/provenance';
import { counted } from '@/lib/core/counted';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import type { Summary, SummaryRow } from '@/lib/panels/divide-and-conquer/summary';

/** The recorded comparison that comes with the site, as far as a card shows it. */
export interface Measured {
  rows: readonly SummaryRow[];
  /** What was solved, and on which model. */
  task: string;
  unit: string;
  model: string;
}

export function measuredOf({ rows, experiment: { settings, model } }: Summary): Measured {
  const task = registry.tasks.find(({ id }) => id === settings.task);
  return {
    rows,
    task: task?.title ?? settings.task,
    unit: task?.unit ?? '',
    model: `${model.engine}/${model.model ?? ''}`,
  };
}

/** How often a strategy was right in the recorded comparison, a bar for each size of the problems. */
export function MeasuredBars({
  rows,
  task,
  unit,
  model,
  strategy,
  index,
}: Measured & {
  strategy: string;
  /** Of its colour. */
  index: number;
}) {
  const own = rows.filter(row => row.strategy === strategy).toSorted((a, b) => a.size - b.size);
  if (own.length === 0)
    return <p className="text-caption text-muted">It is not in the recorded comparison on {task.toLowerCase()}.</p>;
  const n = own.reduce((sum, row) => sum + row.n, 0);
  return (
    <div className="space-y-1">
      <ol className="flex items-end gap-1" aria-label={`Right answers by ${unit}`}>
        {own.map(({ size, correct, n: of }) => (
          <li key={size} className="min-w-0 flex-1 text-center text-caption text-muted">
            <span className="sr-only">
              {size} {unit}: {correct} of {counted(of, 'problem')} right
            </span>
            <span
              aria-hidden
              title={`${size} ${unit}: ${correct} of ${of}`}
              className="flex h-10 items-end rounded-[2px] bg-sunken forced-color-adjust-none"
            >
              <span
                className="w-full rounded-[2px]"
                style={{ height: `${(100 * correct) / of}%`, backgroundColor: seriesColor(index) }}
              />
            </span>
            <span aria-hidden>{size}</span>
          </li>
        ))}
      </ol>
      <Provenance kind="measured" n={n}>
        share of right answers by {unit}, 0 to 100 %; {task.toLowerCase()} on {model}
      </Provenance>
    </div>
  );
}

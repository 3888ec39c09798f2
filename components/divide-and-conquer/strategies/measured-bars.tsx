import { seriesColor } from '@/components/ui/palette';
import { Provenance } from '@/components/ui/provenance';
import { source } from '@/components/workbench/source';
import { counted } from '@/lib/core/in-words';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import type { Summary } from '@/lib/panels/divide-and-conquer/summary';
import { countOf } from '../benchmark/series';

/** How often a strategy was right in the recorded comparison that comes with the site, a bar for each size of the problems. */
export function MeasuredBars({
  summary,
  strategy,
  index,
}: {
  summary: Summary;
  strategy: string;
  /** Of its colour. */
  index: number;
}) {
  const { title, unit } = findTask(summary.experiment.settings.task);
  const task = title.toLowerCase();
  const own = summary.rows.filter(row => row.strategy === strategy).toSorted((a, b) => a.size - b.size);
  if (own.length === 0)
    return <p className="text-caption text-muted">It is not in the recorded comparison on {task}.</p>;
  return (
    <div className="space-y-1">
      <ol className="flex items-end gap-1" aria-label={`Right answers by ${unit}`}>
        {own.map(({ size, correct, n }) => (
          <li key={size} className="min-w-0 flex-1 text-center text-caption text-muted">
            <span className="sr-only">
              {size} {unit}: {correct} of {counted(n, 'problem')} right
            </span>
            <span
              aria-hidden
              title={`${size} ${unit}: ${correct} of ${n}`}
              className="flex h-10 items-end rounded-[2px] bg-sunken forced-color-adjust-none"
            >
              <span
                className="w-full rounded-[2px]"
                style={{ height: `${(100 * correct) / n}%`, backgroundColor: seriesColor(index) }}
              />
            </span>
            <span aria-hidden>{size}</span>
          </li>
        ))}
      </ol>
      <Provenance kind="measured">
        n = {countOf(own)} problems for each bar · share of right answers by {unit}, 0 to 100 % · {task} on{' '}
        {source(summary)}
      </Provenance>
    </div>
  );
}

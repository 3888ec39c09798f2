import { memo } from 'react';
import { AccuracyFigure } from '@/components/charts/accuracy-figure';
import { BarFigure } from '@/components/charts/bar-figure';
import { Provenance } from '@/components/ui/provenance';
import type { MeasuredColumn, Snapshot } from './columns';

const words = { exact: 'Correct answers', detection: 'Accuracy', checked: 'Passed checks' } as const;

/** The score against problem size, or, where all problems are of one size, as bars. */
export const ScoreFigure = memo(function ScoreFigure({
  snapshot,
  columns,
  source,
}: {
  snapshot: Snapshot;
  columns: readonly MeasuredColumn[];
  source: string;
}) {
  const { metric, unit, repeats } = snapshot;
  const sizes = new Set(columns.flatMap(({ bySize }) => bySize.map(({ size }) => size)));
  const n = Math.max(0, ...columns.map(({ all }) => all.score?.n ?? 0));
  const scored = columns.filter(({ all }) => all.score !== null);
  const provenance = (
    <Provenance kind="measured" n={n}>
      {source} · error bars are 95&#8239;% {repeats > 1 ? 'bootstrap intervals over problems' : 'Wilson intervals'}
    </Provenance>
  );
  if (scored.length === 0) {
    const isAnswered = columns.some(({ all }) => all.trials > 0);
    const why = isAnswered ? 'No answer can be checked' : 'Nothing was answered';
    return <p className="text-muted">{why}, so there is no score to draw.</p>;
  }
  if (sizes.size === 1) {
    return (
      <BarFigure
        title={`${words[metric]}, all of ${[...sizes].join('')} ${unit}`}
        unit={'\u202f%'}
        provenance={provenance}
        bars={scored.flatMap(({ column, all: { score } }) =>
          score
            ? [{ ...column, value: 100 * score.share, low: 100 * score.low, high: 100 * score.high, n: score.n }]
            : [],
        )}
      />
    );
  }
  return (
    <AccuracyFigure
      title={`${words[metric]} by ${unit}`}
      provenance={provenance}
      xLabel={unit}
      series={scored.map(({ column, bySize }) => ({
        ...column,
        points: bySize.flatMap(({ size, score }) =>
          score ? [{ x: size, value: score.share, low: score.low, high: score.high, n: score.n }] : [],
        ),
      }))}
    />
  );
});

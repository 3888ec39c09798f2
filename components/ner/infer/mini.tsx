'use client';

import { seriesColor } from '@/components/ui/palette';
import type { SystemScore } from '@/lib/panels/ner/report/comparison';
import type { StageProps } from '../loop/use-loop';
import { useScores } from '../loop/use-scores';
import { rankingMetric } from './metrics';
import { points, seriesOf } from './words';

const shareOf = ({ evaluation }: SystemScore): number => evaluation.total.score.f1 ?? 0;

/** F1 without demonstrations, of the best condition with self-annotated ones, and of the best with gold ones. */
export function InferMini({ loop }: StageProps) {
  const { value: scores } = useScores(loop, rankingMetric);
  const shown = (['none', 'self', 'gold'] as const).flatMap(source => {
    const [best] = (scores ?? [])
      .filter(({ system }) => system.source === source)
      .toSorted((a, b) => shareOf(b) - shareOf(a));
    return best ? [best] : [];
  });
  if (loop.tests.length === 0)
    return <span className="block text-caption">Begins when the sentences are annotated.</span>;
  return (
    <span className="block space-y-1">
      {shown.map(score => {
        const { f1 } = score.evaluation.total.score;
        return (
          <span key={score.system.id} className="block text-caption">
            <span className="block h-1.5 overflow-hidden rounded-sm bg-sunken" aria-hidden>
              <span
                className="block h-full forced-color-adjust-none"
                style={{ width: `${100 * (f1 ?? 0)}%`, background: seriesColor(seriesOf(score.system).color) }}
              />
            </span>
            <span className="block truncate">
              {f1 === null ? 'no F1' : points(f1)}: {score.system.title}
            </span>
          </span>
        );
      })}
      <span className="block text-caption text-muted">F1, n = {loop.tests.length.toLocaleString('en')}</span>
    </span>
  );
}

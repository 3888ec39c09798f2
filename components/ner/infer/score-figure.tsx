import { IntervalFigure } from '@/components/charts/interval-figure';
import { Provenance } from '@/components/ui/provenance';
import type { Metric } from '@/lib/panels/ner/metrics/contract';
import type { SystemReport } from '@/lib/panels/ner/report/comparison';
import { rowOf } from './words';

/** F1 of every condition with its interval. */
export function ScoreFigure({
  reports,
  metric,
  source,
}: {
  reports: readonly SystemReport[];
  metric: Metric;
  source: string;
}) {
  return (
    <IntervalFigure
      title="F1 with 95 % intervals"
      name="Demonstrations"
      unit="F1"
      provenance={
        <Provenance kind="measured" n={Math.max(0, ...reports.map(({ n }) => n))}>
          {metric.title} · {source} · bootstrap over sentences
        </Provenance>
      }
      rows={reports.map(({ system, interval, n }) => rowOf(system, interval, n))}
    />
  );
}

'use client';

import { useCallback } from 'react';
import { IntervalFigure } from '@/components/charts/interval-figure';
import { Provenance } from '@/components/ui/provenance';
import { Skeleton } from '@/components/ui/skeleton';
import type { Metric } from '@/lib/panels/ner/metrics/contract';
import { labelReportSteps, type SystemScore } from '@/lib/panels/ner/report/comparison';
import { useSteps } from '../loop/use-steps';
import { rowOf } from './words';

/** F1 of every label in every condition. */
export function LabelFigure({
  scores,
  metric,
  seed,
  source,
}: {
  scores: readonly SystemScore[];
  metric: Metric;
  seed: number;
  source: string;
}) {
  const make = useCallback(() => labelReportSteps(scores, seed), [scores, seed]);
  const { value, isCurrent } = useSteps(make);
  if (!value || !isCurrent) return <Skeleton className="h-48 w-full" />;
  return (
    <IntervalFigure
      title="F1 by label"
      name="Demonstrations"
      unit="F1"
      provenance={
        <Provenance kind="measured" n={Math.max(0, ...scores.map(({ n }) => n))}>
          {metric.title} · {source} · 95&#8239;% bootstrap intervals over sentences
        </Provenance>
      }
      rows={value.flatMap(({ label, gold, intervals }) =>
        intervals.map(({ system, interval, n }) => ({
          ...rowOf(system, interval, n),
          group: `${label}, ${gold.toLocaleString('en')} ${gold === 1 ? 'entity' : 'entities'}`,
        })),
      )}
    />
  );
}

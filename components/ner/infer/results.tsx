'use client';

import { useCallback, useMemo } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Select } from '@/components/ui/select';
import { source } from '@/components/workbench/source';
import { isBusy } from '@/components/workbench/state';
import { registry } from '@/lib/panels/ner/registry';
import { baselineOf, reportSteps } from '@/lib/panels/ner/report/comparison';
import { systemOf } from '@/lib/panels/ner/report/systems';
import { useRemembered } from '../loop/remembered';
import type { StageProps } from '../loop/use-loop';
import { useScores } from '../loop/use-scores';
import { useSteps } from '../loop/use-steps';
import { AddPredictions } from './add-predictions';
import { useOthers } from './added';
import { DifferenceFigure } from './difference-figure';
import { LabelFigure } from './label-figure';
import { metricOf, rankingMetric } from './metrics';
import { PaperFindings } from './paper-findings';
import { ResultsTable } from './results-table';
import { Rounds } from './rounds';
import { ScoreFigure } from './score-figure';

/** F1 of every condition, by the metric that is chosen, beside one of them. */
export function Results({ run, loop }: StageProps) {
  const [chosen, choose] = useRemembered(run, 'metric', rankingMetric.id);
  const [wanted, compareWith] = useRemembered(run, 'against', '');
  const metric = metricOf(chosen);
  const others = useOthers({ run, loop });
  const { value, isCurrent } = useScores(loop, metric, others);
  const scores = useMemo(() => value ?? [], [value]);
  const against = baselineOf(scores, wanted)?.system;
  const { seed } = run.experiment;
  const busy = isBusy(run);
  const isComplete = !busy && run.live.done === run.live.total;
  // Resampling begins when the scores stand still: while a run goes on, they change before it ends.
  const standing = busy || !isCurrent ? null : scores;
  const make = useCallback(() => reportSteps(standing ?? [], seed, against?.id), [standing, seed, against?.id]);
  const computed = useSteps(make);
  const reports = standing && computed.isCurrent ? computed.value : null;
  const unjudging = useMemo(() => unjudgingMetrics(loop), [loop]);
  const measured = source(run);
  if (!against) return <p className="text-muted">The answers are being judged.</p>;
  return (
    <div className="space-y-8">
      <section className="space-y-3" aria-label="F1 of every condition">
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <Select
            label="Metric"
            hint={metric.forgives}
            value={metric.id}
            onChange={choose}
            options={registry.metrics.map(({ id, title }) => ({
              value: id,
              label: unjudging.has(id) ? `${title} (needs tags)` : title,
              disabled: unjudging.has(id),
            }))}
          />
          <Select
            label="Compared with"
            hint="Differences and p are against it, on the sentences that both answered."
            value={against.id}
            onChange={compareWith}
            options={scores.map(({ system }) => ({ value: system.id, label: system.title }))}
          />
        </div>
        <ResultsTable scores={scores} reports={reports} against={against} isComplete={isComplete} />
        <Provenance kind="measured" n={loop.tests.length}>
          test sentences · {measured}
        </Provenance>
        <AddPredictions run={run} loop={loop} />
      </section>
      {reports && (
        <>
          <div className="grid gap-x-10 gap-y-8 min-[1500px]:grid-cols-2">
            <ScoreFigure reports={reports} metric={metric} source={measured} />
            <DifferenceFigure reports={reports} against={against} isComplete={isComplete} source={measured} />
          </div>
          {metric.byLabel && <LabelFigure scores={scores} metric={metric} seed={seed} source={measured} />}
        </>
      )}
      <Rounds loop={loop} source={measured} />
      <PaperFindings run={run} loop={loop} />
    </div>
  );
}

/** Metrics that cannot judge the answers of a model: they need a tag for every token. */
function unjudgingMetrics({ conditions, tests, labels }: StageProps['loop']): ReadonlySet<string> {
  for (const { value } of tests)
    for (const condition of conditions) {
      const judged = systemOf(condition).judge(value);
      if (judged) return new Set(registry.metrics.flatMap(one => (one.count(judged, labels) ? [] : [one.id])));
    }
  return new Set();
}

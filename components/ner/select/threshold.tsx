'use client';

import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { Histogram } from '@/components/charts/histogram';
import { PlotSlider } from '@/components/charts/plot-slider';
import { Button } from '@/components/ui/button';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { useActions, useWorkbench } from '@/components/workbench/context';
import { source } from '@/components/workbench/source';
import { settingAt } from '@/lib/experiment/fields';
import { decidingOf } from '@/lib/panels/ner/report/deciding';
import { histogramOf } from '@/lib/panels/ner/report/histogram';
import type { Loop } from '@/lib/panels/ner/report/loop';
import { isThresholded, keptAt, thresholdCurveSteps } from '@/lib/panels/ner/report/thresholds';
import type { Scoring } from '@/lib/panels/ner/selection/contract';
import type { StageProps } from '../loop/use-loop';
import { useSteps } from '../loop/use-steps';
import { Curves } from './curves';
import { stepOf, thresholdOf, thresholdPath } from './threshold-of';
import { keptWords, scoresName, spokenThreshold, thresholdText } from './words';

/** The scores that a selection goes by, and what would stay at another threshold. Moving it changes nothing of the run. */
export function Threshold({ run, loop, pool }: StageProps & { pool: Loop['pools'][number] }) {
  const { selection, state } = pool;
  const { settings } = run.experiment;
  const { answers } = settings;
  const ofRun = thresholdOf(selection, settings);
  const [moved, move] = useState<number | null>(null);
  const threshold = moved ?? ofRun;
  const shown = useDeferredValue(threshold);

  const deciding = useMemo(() => decidingOf(loop, state), [loop, state]);
  const { value: curve } = useSteps(
    useCallback(
      function* () {
        if (!isThresholded(selection)) return null;
        return yield* thresholdCurveSteps(deciding, selection, settings.selection[selection.id] ?? {});
      },
      [deciding, selection, settings],
    ),
  );
  const { scoring } = selection;
  const scores = useMemo(() => deciding.flatMap(one => scoring?.scores(one) ?? []), [deciding, scoring]);
  const histogram = useMemo(
    () => scoring && histogramOf(scores, scoring.of, answers, threshold),
    [scores, scoring, answers, threshold],
  );
  if (!scoring || !histogram)
    return <p className="text-muted">{selection.title} goes by no score that can be drawn.</p>;

  const end = histogram.bins.at(-1)?.high ?? 1;
  const max = ofRun !== null && ofRun > answers ? end : answers;
  const title = scoring.of === 'entity' ? 'Votes of the entities' : 'Mean votes of the sentences';
  const kept = curve && threshold !== null ? keptAt(curve, threshold) : null;
  return (
    <div className="space-y-6">
      <div className="space-y-2">
        <ChartWithTable
          title={title}
          provenance={
            <Provenance kind="measured" n={histogram.n}>
              {source(run)} · {scoring.of === 'entity' ? 'entities' : 'sentences'} by {selection.title.toLowerCase()}
              {threshold !== null && ' · what stays is in colour'}
            </Provenance>
          }
          chart={
            <Histogram
              bins={histogram.bins}
              last={answers}
              xLabel={scoresName(scoring.of, answers)}
              marked={ofRun === null ? undefined : { at: ofRun, name: `this run: ${thresholdText(ofRun)}` }}
            />
          }
          control={
            threshold !== null && (
              <PlotSlider
                label={`${selection.title}: threshold`}
                spoken={curve && kept ? spokenThreshold(threshold, kept, curve) : thresholdText(threshold)}
                value={Math.min(threshold, max)}
                onChange={move}
                max={max}
                step={stepOf(selection, ofRun ?? 0)}
                end={end}
              />
            )
          }
          table={scrolls => (
            <Table
              caption={title}
              scrolls={scrolls}
              maxHeight="24rem"
              rows={histogram.bins}
              rowKey={({ low }) => String(low)}
              columns={[
                { id: 'low', title: 'Votes from', numeric: true, cell: ({ low }) => thresholdText(low) },
                { id: 'n', title: unitsOf(scoring.of), numeric: true, cell: ({ n }) => n.toLocaleString('en') },
                ...(threshold === null
                  ? []
                  : [
                      {
                        id: 'kept',
                        title: `of them stay at ${thresholdText(threshold)}`,
                        numeric: true,
                        cell: (bin: { kept: number }) => bin.kept.toLocaleString('en'),
                      },
                    ]),
              ]}
            />
          )}
        />
        {threshold === null ? (
          <p className="max-w-measure text-muted">{selection.title} leaves nothing out by its score.</p>
        ) : (
          <>
            <p className="min-h-12 max-w-[60rem]">{curve && kept && keptWords(threshold, kept, curve)}</p>
            <UseThreshold path={thresholdPath(selection) ?? ''} threshold={threshold}>
              {moved !== null && moved !== ofRun && (
                <Button size="small" variant="ghost" onClick={() => move(null)}>
                  Back to that of the run
                </Button>
              )}
            </UseThreshold>
          </>
        )}
        {settings.rounds > 1 && threshold !== null && (
          <p className="max-w-measure text-caption text-muted">
            A sentence counts with the annotation by which it joined the pool, else with its last. With another
            threshold, later rounds would have annotated other sentences.
          </p>
        )}
      </div>
      {curve && shown !== null && curve.all.judged > 0 && (
        <Curves
          curve={curve}
          thresholds={histogram.bins.map(({ low }) => low)}
          end={end}
          threshold={shown}
          ofRun={ofRun ?? shown}
          xLabel={scoresName(scoring.of, answers)}
          of={scoring.of}
          source={source(run)}
        />
      )}
    </div>
  );
}

const unitsOf = (of: Scoring['of']): string => (of === 'entity' ? 'Entities' : 'Sentences');

/** Writes a threshold into the settings, which the next run has. */
function UseThreshold({ path, threshold, children }: { path: string; threshold: number; children: React.ReactNode }) {
  const { set } = useActions();
  const current = useWorkbench(({ experiment }) => settingAt(experiment.settings, path));
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button size="small" onClick={() => set(path, threshold)}>
        Use this threshold
      </Button>
      {children}
      <span role="status" className="text-caption text-muted">
        {current === threshold
          ? `The settings have ${thresholdText(threshold)}.`
          : typeof current === 'number' && `The settings have ${thresholdText(current)}; this run stays as it is.`}
      </span>
    </div>
  );
}

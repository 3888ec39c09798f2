'use client';

import { useMemo } from 'react';
import { AccuracyFigure } from '@/components/charts/accuracy-figure';
import { BarFigure } from '@/components/charts/bar-figure';
import { percent, quantity } from '@/components/charts/series';
import { duration } from '@/components/trace/facts';
import { SeriesMarker } from '@/components/ui/marker';
import { Progress } from '@/components/ui/progress';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { accuracySeries, barsOf, evaluate, type StrategyMeasure } from './evaluation';
import { ProblemTable } from './problem-table';
import { source } from './source';
import { isBusy, timeLeft, type RunView } from './state';

/** A run of many problems: how far it is, accuracy by digits, what it cost, and every problem to be opened. */
export function EvaluationView({ run }: { run: RunView }) {
  const { live, experiment } = run;
  const { strategies } = experiment.settings;
  // Problems end one by one: between two ends nothing of this changes.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const measures = useMemo(() => evaluate(live, strategies), [live.done, run.id, run.status, strategies]);
  const left = timeLeft(run);
  const measured = (
    <Provenance kind="measured" n={live.done}>
      {source(run)}
    </Provenance>
  );
  const hasResults = live.done > 0;
  return (
    <div className="space-y-8">
      <h2 className="text-3xl font-semibold tracking-tight">{live.total} problems</h2>
      {(isBusy(run) || live.done < live.total) && (
        <Progress
          label={`${live.done} of ${live.total} problems`}
          value={live.done}
          total={live.total}
          detail={
            !isBusy(run)
              ? 'stopped'
              : left === null
                ? 'the time left shows after three'
                : `about ${duration(left)} left`
          }
        />
      )}
      {hasResults && (
        <>
          <AccuracyFigure
            title="Accuracy by digits of the factors"
            provenance={
              <Provenance kind="measured" n={live.done}>
                {source(run)} · whiskers are 95&#8239;% Wilson intervals
              </Provenance>
            }
            series={accuracySeries(measures)}
            xLabel="digits"
          />
          <section className="space-y-2">
            <h3 className="text-lg font-semibold">What it cost</h3>
            {measured}
            <p className="text-caption text-muted">
              Means a problem. Time is the sum over the calls: calls that ran in one batch share theirs, so the wait was
              shorter.
            </p>
            <CostTable measures={measures} />
          </section>
          <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
            <BarFigure
              title="Calls a problem"
              unit="calls"
              provenance={measured}
              bars={barsOf(measures, all => all.calls)}
            />
            <BarFigure
              title="Tokens written a problem"
              unit="tokens"
              provenance={measured}
              bars={barsOf(measures, all => all.completionTokens)}
            />
            <BarFigure
              title="Tokens read a problem"
              unit="tokens"
              provenance={measured}
              bars={barsOf(measures, all => all.promptTokens)}
            />
            <BarFigure
              title="Call time a problem, summed"
              unit="s"
              provenance={measured}
              bars={barsOf(measures, all => all.milliseconds / 1000)}
            />
          </div>
        </>
      )}
      <ProblemTable run={run} />
    </div>
  );
}

const each = (total: number, { all }: StrategyMeasure) => (all.problems === 0 ? '' : quantity(total / all.problems));

function CostTable({ measures }: { measures: StrategyMeasure[] }) {
  return (
    <Table
      caption="Accuracy and mean cost a problem"
      rows={measures}
      rowKey={row => row.id}
      columns={[
        {
          id: 'strategy',
          title: 'Strategy',
          cell: row => (
            <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
              <SeriesMarker index={row.color} />
              {row.title}
            </span>
          ),
        },
        { id: 'right', title: 'Right', numeric: true, cell: ({ all }) => `${all.correct} of ${all.problems}` },
        {
          id: 'accuracy',
          title: 'Accuracy (95\u202f%)',
          numeric: true,
          cell: ({ all: { accuracy } }) =>
            `${percent(accuracy.share)} (${percent(accuracy.low)} to ${percent(accuracy.high)})`,
        },
        { id: 'failed', title: 'No answer', numeric: true, cell: ({ all }) => all.failed },
        { id: 'calls', title: 'Calls', numeric: true, cell: row => each(row.all.calls, row) },
        { id: 'in', title: 'Tokens in', numeric: true, cell: row => each(row.all.promptTokens, row) },
        { id: 'out', title: 'Tokens out', numeric: true, cell: row => each(row.all.completionTokens, row) },
        {
          id: 'time',
          title: 'Time',
          numeric: true,
          cell: ({ all }) => (all.problems ? duration(all.milliseconds / all.problems) : ''),
        },
      ]}
    />
  );
}

'use client';

import { memo, useMemo } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { HoverBox } from '@/components/charts/hover-box';
import { LazyShareChart } from '@/components/charts/lazy';
import { Legend } from '@/components/charts/legend';
import { percent, type ShareSeries } from '@/components/charts/series';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { scoreKept } from '@/lib/panels/ner/report/kept';
import { keptAt, riskAt, riskCurveOf, type ThresholdCurve } from '@/lib/panels/ner/report/thresholds';
import type { Scoring } from '@/lib/panels/ner/selection/contract';
import { thresholdText } from './words';

/** What the lines are, in the order of their colours. */
const kinds = [
  { id: 'precision', label: 'precision', of: 'right ones of the entities that stay' },
  { id: 'recall', label: 'recall', of: 'right ones of all gold entities' },
  { id: 'coverage', label: 'coverage', of: 'what stays of all' },
] as const;

const shareText = (share: number | null): string => (share === null ? 'none' : percent(share));

interface CurvesProps {
  curve: ThresholdCurve;
  /** Those at which the lines are drawn, ascending. */
  thresholds: readonly number[];
  /** The end of the axis of thresholds. */
  end: number;
  threshold: number;
  ofRun: number;
  xLabel: string;
  /** What the thresholds are for, and coverage is of. */
  of: Scoring['of'];
  source: string;
}

/** How many of the entities that stay are right, over thresholds and over coverage. Only sentences with gold are judged. */
export const Curves = memo(function Curves(props: CurvesProps) {
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <OverThreshold {...props} />
      <OverCoverage {...props} />
    </div>
  );
});

function OverThreshold({ curve, thresholds, end, threshold, ofRun, xLabel, of, source }: CurvesProps) {
  const counted = of === 'entity' ? 'entities' : 'sentences';
  const all = keptAt(curve, 0).judged[counted];
  const rowAt = (at: number) => {
    const kept = keptAt(curve, at);
    const { precision, overallRecall: recall } = scoreKept(kept, curve.all.gold);
    const coverage = all === 0 ? null : kept.judged[counted] / all;
    return { threshold: at, n: kept.judged.entities, sentences: kept.judged.sentences, precision, recall, coverage };
  };
  const rows = thresholds.map(rowAt);
  const series = kinds.map(({ id, label }, place): ShareSeries => ({
    id,
    label,
    color: place + 1,
    isStepped: true,
    points: rows.flatMap(row => {
      const share = row[id];
      return share === null ? [] : [{ x: row.threshold, share, hasMark: Number.isInteger(row.threshold) }];
    }),
  }));
  const title = 'What stays, by threshold';
  return (
    <ChartWithTable
      title={title}
      provenance={
        <Provenance kind="measured" n={curve.all.judged}>
          {source} · sentences with gold; an entity is right where the gold gives the same words the same label;
          coverage is of {counted}
        </Provenance>
      }
      legend={<Legend series={series} />}
      chart={
        <LazyShareChart
          series={series}
          xLabel={xLabel}
          yLabel=""
          max={end}
          ticks={thresholds.filter(Number.isInteger)}
          lines={linesAt(threshold, ofRun, end)}
          hover={x => {
            const row = rowAt(x);
            return (
              <HoverBox title={`At ${thresholdText(x)}`}>
                {kinds.map(({ id, of: what }) => (
                  <p key={id}>
                    {shareText(row[id])} {id}: {what}
                  </p>
                ))}
              </HoverBox>
            );
          }}
        />
      }
      table={scrolls => (
        <Table
          caption={title}
          scrolls={scrolls}
          maxHeight="24rem"
          rows={rows}
          rowKey={row => String(row.threshold)}
          columns={[
            { id: 'threshold', title: 'Threshold', numeric: true, cell: row => thresholdText(row.threshold) },
            { id: 'precision', title: 'Precision', numeric: true, cell: row => shareText(row.precision) },
            { id: 'recall', title: 'Recall', numeric: true, cell: row => shareText(row.recall) },
            { id: 'coverage', title: 'Coverage', numeric: true, cell: row => shareText(row.coverage) },
            { id: 'sentences', title: 'Sentences', numeric: true, cell: row => row.sentences.toLocaleString('en') },
            { id: 'n', title: 'Entities', numeric: true, cell: row => row.n.toLocaleString('en') },
          ]}
        />
      )}
    />
  );
}

/** The chosen threshold, and that of the run where it is another. */
const linesAt = (threshold: number, ofRun: number, end: number) => [
  ...(ofRun === threshold ? [] : [{ x: Math.min(ofRun, end), isDashed: true }]),
  { x: Math.min(threshold, end), isDashed: false },
];

function OverCoverage({ curve, threshold, ofRun, source }: CurvesProps) {
  const points = useMemo(() => riskCurveOf(curve), [curve]);
  const [now, run] = [riskAt(curve, threshold), riskAt(curve, ofRun)];
  const title = 'Wrong ones, by coverage';
  return (
    <ChartWithTable
      title={title}
      provenance={
        <Provenance kind="measured" n={points.at(-1)?.n ?? 0}>
          {source} · risk-coverage curve of the entities in sentences with gold
        </Provenance>
      }
      chart={
        <LazyShareChart
          series={[
            {
              id: 'risk',
              label: 'wrong',
              color: 1,
              points: points.map(({ coverage, risk }) => ({
                x: 100 * coverage,
                share: risk,
                hasMark: points.length < 12,
              })),
            },
          ]}
          xLabel="entities that stay, of those at threshold 0"
          yLabel="wrong ones"
          max={100}
          ticks={[0, 25, 50, 75, 100]}
          format={x => `${x}\u202f%`}
          rings={[
            ...(run && ofRun !== threshold ? [{ x: 100 * run.coverage, share: run.risk, isDashed: true }] : []),
            ...(now ? [{ x: 100 * now.coverage, share: now.risk, isDashed: false }] : []),
          ]}
          hover={x => {
            const point = points.find(({ coverage }) => 100 * coverage === x);
            return (
              point && (
                <HoverBox title={`Threshold ${thresholdText(point.threshold)}`}>
                  <p>{percent(point.coverage)} stay</p>
                  <p>
                    {percent(point.risk)} of them are wrong (n = {point.n.toLocaleString('en')})
                  </p>
                </HoverBox>
              )
            );
          }}
        />
      }
      table={scrolls => (
        <Table
          caption={title}
          scrolls={scrolls}
          maxHeight="24rem"
          rows={points}
          rowKey={point => String(point.threshold)}
          columns={[
            { id: 'threshold', title: 'Threshold', numeric: true, cell: point => thresholdText(point.threshold) },
            { id: 'coverage', title: 'Coverage', numeric: true, cell: point => percent(point.coverage) },
            { id: 'risk', title: 'Wrong', numeric: true, cell: point => percent(point.risk) },
            { id: 'n', title: 'n', numeric: true, cell: point => point.n.toLocaleString('en') },
          ]}
        />
      )}
    />
  );
}

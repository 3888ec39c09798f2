import { memo } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { HoverBox } from '@/components/charts/hover-box';
import { LazyShareChart } from '@/components/charts/lazy';
import { Legend } from '@/components/charts/legend';
import { percent, type ShareSeries } from '@/components/charts/series';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import type { Calibration } from '@/lib/panels/ner/report/calibration';
import type { ReliabilityBin } from '@/lib/stats/calibration';

/** Half the width of a bar of counts, in per cent of the axis. */
const halfBar = 2;

interface Row {
  id: string;
  kind: string;
  bin: ReliabilityBin;
}

/** The share right over the share of votes, before and after recalibration: a reliability diagram. */
export const Reliability = memo(function Reliability({
  votes,
  recalibrated,
  answers,
  source,
}: {
  votes: Calibration;
  recalibrated: Calibration | null;
  answers: number;
  source: string;
}) {
  const kinds = [
    { id: 'votes', label: 'share of the votes', of: votes },
    ...(recalibrated ? [{ id: 'recalibrated', label: 'recalibrated', of: recalibrated }] : []),
  ];
  const series = kinds.map(({ id, label, of }, place): ShareSeries => ({
    id,
    label,
    color: place + 1,
    // Two halves were recalibrated by two fits: their points are on no one curve.
    hasLine: place === 0,
    points: of.bins.map(({ confidence, accuracy }) => ({
      x: 100 * confidence,
      share: accuracy.share,
      low: accuracy.low,
      high: accuracy.high,
    })),
  }));
  const rows = kinds.flatMap(({ id, label, of }) =>
    of.bins.map((bin): Row => ({ id: `${id} ${bin.confidence}`, kind: label, bin })),
  );
  const most = Math.max(1, ...votes.bins.map(({ n }) => n));
  const title = 'Share right, by confidence';
  return (
    <ChartWithTable
      title={title}
      provenance={
        <Provenance kind="measured" n={votes.n}>
          {source} · {answers} answers; 95&#8239;% Wilson intervals, which take entities as independent; bars are how
          many entities have these votes, at most {most.toLocaleString('en')}; on the dashed line votes would be
          probabilities
        </Provenance>
      }
      legend={<Legend series={series} />}
      chart={
        <LazyShareChart
          series={series}
          xLabel="confidence: share of the votes, or recalibrated"
          yLabel="right"
          max={100}
          ticks={[0, 25, 50, 75, 100]}
          format={x => `${x}\u202f%`}
          hasDiagonal
          bars={votes.bins.map(({ confidence, n }) => ({
            low: Math.max(0, 100 * confidence - halfBar),
            high: Math.min(100, 100 * confidence + halfBar),
            share: n / most,
          }))}
          hover={x => (
            <HoverBox title={`Confidence ${percent(x / 100)}`}>
              {rows
                .filter(({ bin }) => 100 * bin.confidence === x)
                .map(({ id, kind, bin }) => (
                  <p key={id}>
                    {kind}: {percent(bin.accuracy.share)} right ({percent(bin.accuracy.low)} to{' '}
                    {percent(bin.accuracy.high)}, n = {bin.n.toLocaleString('en')})
                  </p>
                ))}
            </HoverBox>
          )}
        />
      }
      table={scrolls => (
        <Table
          caption={title}
          scrolls={scrolls}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { id: 'kind', title: 'Confidence', cell: ({ kind, bin }) => `${percent(bin.confidence)}, ${kind}` },
            { id: 'right', title: 'Right', numeric: true, cell: ({ bin }) => percent(bin.accuracy.share) },
            {
              id: 'interval',
              title: '95\u202f% interval',
              numeric: true,
              cell: ({ bin }) => `${percent(bin.accuracy.low)} to ${percent(bin.accuracy.high)}`,
            },
            { id: 'n', title: 'n', numeric: true, cell: ({ bin }) => bin.n.toLocaleString('en') },
          ]}
        />
      )}
    />
  );
});

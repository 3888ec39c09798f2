import { SeriesName } from '@/components/charts/series-sign';
import { type Column, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { pText, unansweredText } from '@/components/workbench/evaluation/words';
import { joinUnanswered } from '@/lib/evaluation/unanswered';
import type { SystemReport, SystemScore } from '@/lib/panels/ner/report/comparison';
import type { System } from '@/lib/panels/ner/report/systems';
import { difference, points, range, seriesOf } from './words';

const waiting = '\u2026';

/** One row a condition: its score, and how it stands to the one that is compared with. */
export function ResultsTable({
  scores,
  reports,
  against,
  isComplete,
}: {
  scores: readonly SystemScore[];
  /** Null while intervals are computed, or the run goes on. */
  reports: readonly SystemReport[] | null;
  against: System;
  isComplete: boolean;
}) {
  const reportOf = ({ system }: SystemScore) => reports?.find(report => report.system.id === system.id);
  const asked = (score: SystemScore) => score.n + score.unanswered.trials;
  const unanswered = joinUnanswered(scores.map(score => score.unanswered));
  const columns: Column<SystemScore>[] = [
    { id: 'name', title: 'Demonstrations', cell: ({ system }) => <SeriesName series={seriesOf(system)} /> },
    { id: 'n', title: 'n', numeric: true, cell: ({ n }) => n.toLocaleString('en') },
    { id: 'unanswered', title: 'Not answered', numeric: true, cell: score => score.unanswered.trials },
    { id: 'unreadable', title: 'Unreadable', numeric: true, cell: ({ unreadable }) => unreadable },
    ...(scores.some(({ cut }) => cut > 0)
      ? [{ id: 'cut', title: 'Cut short', numeric: true, cell: ({ cut }: SystemScore) => cut }]
      : []),
    {
      id: 'precision',
      title: <Term word="precision">Precision</Term>,
      numeric: true,
      cell: ({ evaluation }) => points(evaluation.total.score.precision),
    },
    {
      id: 'recall',
      title: <Term word="recall">Recall</Term>,
      numeric: true,
      cell: ({ evaluation }) => points(evaluation.total.score.recall),
    },
    {
      id: 'f1',
      title: <Term word="F1">F1 (95{'\u202f'}%)</Term>,
      numeric: true,
      cell: score => {
        const interval = reportOf(score)?.interval;
        return (
          <>
            <span className="font-semibold">{points(score.evaluation.total.score.f1)}</span>
            <span className="block text-caption text-muted">
              {interval ? range(interval.low, interval.high) : waiting}
            </span>
          </>
        );
      },
    },
    {
      id: 'difference',
      title: 'Difference',
      numeric: true,
      cell: score => {
        if (score.system.id === against.id) return <span className="text-muted">compared with</span>;
        const comparison = reportOf(score)?.comparison;
        if (!comparison) return waiting;
        const { value, low, high } = comparison.difference;
        return (
          <>
            {difference(value)}
            <span className="block text-caption text-muted">
              {low !== null && high !== null && `${difference(low)} to ${difference(high)}`}, n = {comparison.n}
            </span>
          </>
        );
      },
    },
    {
      id: 'p',
      title: <Term word="Holm's correction">p (Holm)</Term>,
      numeric: true,
      cell: score => {
        const comparison = reportOf(score)?.comparison;
        if (score.system.id === against.id) return '';
        return comparison && isComplete && comparison.n > 0 ? pText(comparison.p).replace('p = ', '') : waiting;
      },
    },
  ];
  const tested = reports?.filter(({ comparison }) => comparison && comparison.n > 0).length ?? 0;
  return (
    <div className="space-y-2">
      <Table caption="Results" columns={columns} rows={scores} rowKey={({ system }) => system.id} />
      <div className="max-w-[60rem] space-y-1 text-caption text-muted">
        {!isComplete && <p>The run is not complete, so there is no p: a test that is repeated proves nothing.</p>}
        {unanswered.trials > 0 && (
          <p>
            {unansweredText(
              unanswered,
              scores.reduce((sum, score) => sum + asked(score), 0),
            )}{' '}
            They have no part in any score.
          </p>
        )}
        <p>
          In points of 100. Intervals are <Term word="bootstrap interval">bootstrap intervals</Term> over sentences. p
          is of an exact paired randomisation test of the mistakes in each sentence
          {tested > 1 && `, corrected for ${tested} comparisons`}. An answer that cannot be read counts as an empty one
          {scores.some(({ cut }) => cut > 0) && '; of one that ended at the limit of its tokens, the whole items count'}
          .
        </p>
      </div>
    </div>
  );
}

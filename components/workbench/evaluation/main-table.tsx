import { memo, type ReactNode } from 'react';
import { percent, quantity } from '@/components/charts/series';
import { SeriesName } from '@/components/charts/series-sign';
import type { GlossaryWord } from '@/components/ui/glossary';
import { type Column as TableColumn, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { duration } from '@/lib/core/duration';
import type { Figure } from '@/lib/evaluation/detection-score';
import type { Metric } from '@/lib/evaluation/trial';
import { joinUnanswered } from '@/lib/evaluation/unanswered';
import type { MeasuredColumn } from './columns';
import { range, unansweredText } from './words';

type Col = TableColumn<MeasuredColumn>;

/** One figure of a panel's own for every column; null where it is not known. */
export interface MoreFigures {
  id: string;
  title: ReactNode;
  of(column: string): number | null;
}

/** A figure with its interval below it, in small. */
function WithInterval({ value, children }: { value: ReactNode; children: ReactNode }) {
  return (
    <>
      {value}
      <span className="block text-caption text-muted">{children}</span>
    </>
  );
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const dash = (why: string) => <span className="text-muted">{why}</span>;

/** Nothing is shown of a strategy of which nothing was answered. */
const ofAnswered = (column: Col): Col => ({
  ...column,
  cell: (measured, index) => (measured.all.trials === 0 ? '' : column.cell(measured, index)),
});

const scoreColumn = (title: string): Col => ({
  id: 'score',
  title,
  numeric: true,
  cell: ({ all }) =>
    all.score ? (
      <WithInterval value={percent(all.score.share)}>{range(all.score.low, all.score.high)}</WithInterval>
    ) : (
      dash('not checked')
    ),
});

const figureColumn = (
  id: 'precision' | 'recall' | 'f1' | 'gMean',
  word: GlossaryWord,
  undefinedAs: string,
  isResampling: boolean,
): Col => ({
  id,
  title: <Term word={word}>{capital(word)}</Term>,
  numeric: true,
  cell: ({ all: { detection } }) => {
    const { value, low, high }: Figure = detection?.[id] ?? { value: null, low: null, high: null };
    if (value === null) return dash(undefinedAs);
    const interval = low === null || high === null ? (isResampling ? '\u2026' : '') : range(low, high);
    return <WithInterval value={percent(value)}>{interval}</WithInterval>;
  },
});

function metricColumns(metric: Metric, isResampling: boolean): Col[] {
  switch (metric) {
    case 'exact':
      return [
        scoreColumn('Correct (95\u202f%)'),
        {
          id: 'distance',
          title: <Term word="edit distance">Edit distance</Term>,
          numeric: true,
          cell: ({ all }) => (all.editDistance === null ? dash('no usable answer') : all.editDistance.toFixed(2)),
        },
      ];
    case 'detection':
      return [
        scoreColumn('Accuracy (95\u202f%)'),
        figureColumn('precision', 'precision', 'nothing flagged', isResampling),
        figureColumn('recall', 'recall', 'nothing to find', isResampling),
        figureColumn('f1', 'F1', 'undefined', isResampling),
        figureColumn('gMean', 'G-mean', 'undefined', isResampling),
      ];
    case 'checked':
      return [
        scoreColumn('Passed (95\u202f%)'),
        { id: 'unchecked', title: 'Not checked', numeric: true, cell: ({ all }) => all.trials - all.checked },
      ];
  }
}

const number = (value: number | null, unknown = 'not counted'): ReactNode =>
  value === null ? dash(unknown) : quantity(value);

/** Trials that got no answer: they have no part in any other column. */
const unansweredColumn: Col = {
  id: 'unanswered',
  title: 'Not answered',
  numeric: true,
  cell: ({ all: { unanswered }, trials }) => `${unanswered.trials} of ${trials.length}`,
};

const costColumns: Col[] = [
  { id: 'failed', title: 'No usable answer', numeric: true, cell: ({ all }) => all.failed },
  { id: 'calls', title: 'Calls', numeric: true, cell: ({ all }) => number(all.calls) },
  {
    id: 'in',
    title: <Term word="prompt tokens">Tokens in</Term>,
    numeric: true,
    cell: ({ all }) => number(all.promptTokens),
  },
  {
    id: 'out',
    title: <Term word="completion tokens">Tokens out</Term>,
    numeric: true,
    cell: ({ all }) => number(all.completionTokens),
  },
  {
    id: 'time',
    title: <Term word="critical path">Critical path</Term>,
    numeric: true,
    cell: ({ all }) => (all.criticalPath === null ? '' : duration(all.criticalPath)),
  },
];

const front: Col[] = [
  { id: 'strategy', title: 'Strategy', cell: ({ column }) => <SeriesName series={column} /> },
  {
    id: 'right',
    title: 'Right',
    numeric: true,
    cell: ({ all }) => (all.checked === 0 ? '' : `${all.correct} of ${all.checked}`),
  },
];

const Rows = (table: { caption: string; rows: readonly MeasuredColumn[]; columns: readonly Col[] }) => (
  <Table {...table} rowKey={({ column }) => column.id} />
);

/** One row per strategy and model: the score by the task's metric, then the mean cost per problem. */
export const MainTable = memo(function MainTable({
  columns,
  metric,
  repeats,
  isResampling,
  more = [],
}: {
  columns: readonly MeasuredColumn[];
  metric: Metric;
  repeats: number;
  isResampling: boolean;
  /** Further figures of a panel, after the cost: of a column, by its id. */
  more?: readonly MoreFigures[];
}) {
  const costs: Col[] = [
    ...costColumns,
    ...more.map(({ id, title, of }): Col => ({
      id,
      title,
      numeric: true,
      cell: ({ column }) => number(of(column.id)),
    })),
  ].map(ofAnswered);
  const shown = columns.filter(({ trials }) => trials.length > 0);
  const first = shown.some(({ all }) => all.unanswered.trials > 0) ? [...front, unansweredColumn] : front;
  const scored = [...first, ...metricColumns(metric, isResampling).map(ofAnswered)];
  return (
    <>
      {metric === 'detection' ? (
        // Too many figures for one table that fits the page.
        <>
          <Rows caption="Score" rows={shown} columns={scored} />
          <Rows caption="Mean cost per problem" rows={shown} columns={[...front.slice(0, 1), ...costs]} />
        </>
      ) : (
        <Rows caption="Score and mean cost per problem" rows={shown} columns={[...scored, ...costs]} />
      )}
      <Notes columns={shown} metric={metric} repeats={repeats} isResampling={isResampling} />
    </>
  );
});

/** What the figures count, where a reader could take them for something else. */
function Notes({
  columns,
  metric,
  repeats,
  isResampling,
}: {
  columns: readonly MeasuredColumn[];
  metric: Metric;
  repeats: number;
  isResampling: boolean;
}) {
  const unanswered = joinUnanswered(columns.map(({ all }) => all.unanswered));
  const asked = columns.reduce((sum, { trials }) => sum + trials.length, 0);
  const failed = columns.some(({ all }) => all.failed > 0);
  const unchecked = columns.some(({ all }) => all.checked < all.trials);
  return (
    <div className="max-w-[52rem] space-y-1 text-caption text-muted">
      <p>
        {repeats > 1
          ? `Every problem ran ${repeats} times. Repeats of one problem are not independent, so problems are what is compared: each counts once, with the mean of its repeats, and the interval is a bootstrap over problems (Wilson\u2019s with n = problems while the run goes on, and where all problems came out alike).`
          : '95\u202f% Wilson intervals.'}{' '}
        {metric === 'detection' &&
          'Positive is a text that contradicts its source. Precision, recall, F1 and G-mean, the root of precision times recall, have bootstrap intervals over problems; one without width says only that every resample came out alike.'}
        {isResampling && ' Bootstrap intervals are being computed.'}
      </p>
      {unanswered.trials > 0 && <p>{unansweredText(unanswered, asked)} They have no part in any other figure.</p>}
      {failed && (
        <p>
          A problem without a readable answer counts as wrong
          {metric === 'detection' && ', as if the opposite of the truth had been said'}
          {metric === 'exact' && '; the edit distance is the mean over the answers that could be read'}.
        </p>
      )}
      {unchecked && (
        <p>
          Problems without anything to compare with, or with a pattern that cannot be read, are not checked and have no
          part in the score.
        </p>
      )}
      <p>
        Calls, tokens and times are means per answered problem. The critical path is the time of the calls that had to
        wait for each other.
      </p>
    </div>
  );
}

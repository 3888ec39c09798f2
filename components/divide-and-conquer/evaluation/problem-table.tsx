'use client';

import { memo, useMemo, useState } from 'react';
import type { UnitTrace } from '@/components/trace/unit-trace';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/switch';
import { type Column as TableColumn, Table } from '@/components/ui/table';
import { useActions } from '@/components/workbench/context';
import type { Column, MeasuredColumn } from '@/components/workbench/evaluation/columns';
import { counted } from '@/lib/core/in-words';
import type { Metric } from '@/lib/evaluation/trial';
import type { Experiment } from '@/lib/experiment/panel';
import { findStrategy, findTask } from '@/lib/panels/divide-and-conquer/registry';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { promptsOf } from '@/lib/panels/divide-and-conquer/used';
import { type AnswerStyle, Ending, Truth } from './problem-cells';
import { type ProblemRow, problemRows } from './problem-rows';

/** Rows at first, and with every press on "more": a thousand rows would make the page slow. */
const page = 40;

/** Every problem of a run with the answers of each strategy; each opens in full. `done` only says when to look again. */
export const ProblemTable = memo(function ProblemTable({
  units,
  done,
  isBusy,
  experiment,
  columns,
}: {
  units: ReadonlyMap<string, UnitTrace>;
  done: number;
  /** Whether the run goes on. */
  isBusy: boolean;
  experiment: Experiment<DivideAndConquerSettings>;
  columns: readonly MeasuredColumn[];
}) {
  const [isWrongOnly, setWrongOnly] = useState(false);
  const [most, setMost] = useState(page);
  const { metric } = findTask(experiment.settings.task);
  const prompts = useMemo(() => promptsOf(experiment.settings), [experiment]);
  const shownColumns = useMemo(() => columns.map(({ column }) => column), [columns]);
  const rows = useMemo(
    () => problemRows(units, experiment, shownColumns, isWrongOnly),
    // Between two ends of problems nothing of this changes, but at the end of the run: problems in progress are stopped.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [done, isBusy, units.size, experiment, shownColumns, isWrongOnly],
  );
  return (
    <section className="space-y-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h3 className="text-lg font-semibold">Every problem</h3>
        <Switch label="Wrong only" checked={isWrongOnly} onChange={setWrongOnly} />
      </div>
      <Table
        caption="Problems and answers"
        maxHeight="32rem"
        rows={rows.slice(0, most)}
        savedRows={rows}
        rowKey={({ root }) => root}
        empty={isWrongOnly ? 'No answer is wrong.' : 'Nothing here yet.'}
        columns={tableColumns(metric, shownColumns, { prompts, isNumber: metric === 'exact' }, isBusy)}
      />
      <div className="flex items-center gap-4 text-sm text-muted">
        {rows.length > most ? (
          <>
            <span>
              The first {most} of {counted(rows.length, isWrongOnly ? 'row' : 'problem')}.
            </span>
            <Button size="small" onClick={() => setMost(most + page)}>
              Show {Math.min(page, rows.length - most)} more
            </Button>
          </>
        ) : (
          <span>{counted(rows.length, 'row')}.</span>
        )}
      </div>
    </section>
  );
});

function tableColumns(
  metric: Metric,
  columns: readonly Column[],
  style: AnswerStyle,
  isBusy: boolean,
): TableColumn<ProblemRow>[] {
  const perStrategy = [...new Map(columns.map(column => [column.strategy, column])).values()];
  return [
    { id: 'problem', title: 'Problem', cell: row => <Opener row={row} /> },
    ...(metric === 'exact' ? [] : [truthColumn(metric, style)]),
    ...perStrategy.map((column): TableColumn<ProblemRow> => ({
      id: column.strategy,
      title: findStrategy(column.strategy)?.title ?? column.label,
      numeric: style.isNumber,
      cell: row => <Ending row={row} strategy={column.strategy} isBusy={isBusy} {...style} />,
    })),
  ];
}

const truthColumn = (metric: Metric, { prompts }: AnswerStyle): TableColumn<ProblemRow> => ({
  id: 'truth',
  title: metric === 'detection' ? 'The text' : 'Expected',
  cell: row => <Truth row={row} prompts={prompts} />,
});

function Opener({ row }: { row: ProblemRow }) {
  const { showUnit } = useActions();
  return (
    <button
      type="button"
      disabled={row.status === 'waiting'}
      onClick={() => showUnit(row.root)}
      className="font-mono whitespace-nowrap underline decoration-line-strong underline-offset-4 hover:decoration-ink disabled:text-muted disabled:no-underline"
    >
      {row.root}
    </button>
  );
}

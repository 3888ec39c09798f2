'use client';

import { memo, useMemo, useState } from 'react';
import { SeriesSign } from '@/components/charts/series-sign';
import { classes } from '@/components/ui/classes';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { counted } from '@/lib/core/in-words';
import type { ErrorWords } from '@/lib/evaluation/trial';
import { pathKey } from '@/lib/experiment/entry';
import { useActions } from '../context';
import type { MeasuredColumn, PlacedTrial } from './columns';
import { type CountedKind, countErrors } from './count-errors';

/** Examples that are listed at once. */
const mostExamples = 12;

/** Every wrong or unusable answer, counted once by where its error entered, with examples that open. */
export const Errors = memo(function Errors({
  columns,
  words,
}: {
  columns: readonly MeasuredColumn[];
  /** The kinds of error that there are, by id, in their order. */
  words: Readonly<Record<string, ErrorWords>>;
}) {
  const kinds = useMemo(() => countErrors(columns, Object.keys(words)), [columns, words]);
  const [chosen, choose] = useState<{ kind: string; column: string } | null>(null);
  const total = kinds.reduce((sum, { trials }) => sum + [...trials.values()].flat().length, 0);
  const shown = chosen ?? largest(kinds);
  const examples = shown ? (kinds.find(({ kind }) => kind === shown.kind)?.trials.get(shown.column) ?? []) : [];
  const name = columns.find(({ column }) => column.id === shown?.column)?.column.label ?? '';
  if (total === 0) return null;
  return (
    <section className="space-y-3">
      <div>
        <h3 className="text-lg font-semibold">Where the errors come from</h3>
        <Provenance kind="measured" n={total}>
          every wrong or unusable answer, counted once, by the first step that was wrong although what it was given was
          right
        </Provenance>
      </div>
      <Table
        caption="Errors by kind and strategy"
        rows={kinds}
        rowKey={({ kind }) => kind}
        columns={[
          {
            id: 'kind',
            title: 'Error',
            cell: ({ kind }) => (
              <span className="block min-w-44">
                {words[kind]?.word}
                <span className="block text-caption text-muted">{words[kind]?.meaning}</span>
              </span>
            ),
          },
          ...columns
            .filter(({ trials }) => trials.length > 0)
            .map(({ column }) => ({
              id: column.id,
              title: (
                <span className="inline-flex items-center gap-1.5">
                  <SeriesSign series={column} />
                  {column.label}
                </span>
              ),
              numeric: true,
              cell: ({ kind, trials }: CountedKind) => {
                const count = trials.get(column.id)?.length ?? 0;
                if (count === 0) return <span className="text-muted">0</span>;
                const isShown = shown?.kind === kind && shown.column === column.id;
                return (
                  <button
                    type="button"
                    aria-pressed={isShown}
                    aria-label={`${counted(count, 'example')}: ${words[kind]?.word}, ${column.label}`}
                    onClick={() => choose({ kind, column: column.id })}
                    className={classes(
                      'min-w-8 rounded-md border px-2 py-0.5 font-semibold tabular-nums hover:border-ink',
                      isShown ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong',
                    )}
                  >
                    {count}
                  </button>
                );
              },
            })),
        ]}
      />
      {shown && examples.length > 0 && (
        <div className="space-y-1.5">
          <p className="text-sm font-semibold">
            {name}: {words[shown.kind]?.word}
          </p>
          <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
            {examples.slice(0, mostExamples).map(trial => (
              <Example key={`${trial.root} ${trial.strategy}`} trial={trial} />
            ))}
          </ul>
          {examples.length > mostExamples && (
            <p className="text-caption text-muted">and {examples.length - mostExamples} more</p>
          )}
        </div>
      )}
    </section>
  );
});

function Example({ trial }: { trial: PlacedTrial }) {
  const { showUnit, select } = useActions();
  const path = trial.error?.path ?? null;
  const open = () => {
    showUnit(trial.root);
    if (path) select(pathKey(path));
  };
  return (
    <li>
      <button
        type="button"
        onClick={open}
        className="font-mono underline decoration-line-strong underline-offset-4 hover:decoration-ink"
      >
        {trial.root}
      </button>
      {path && <span className="text-muted"> at {path.slice(2).join(' \u203a ')}</span>}
    </li>
  );
}

/** What is open before anything was chosen: the most frequent error. */
function largest(kinds: readonly CountedKind[]): { kind: string; column: string } | null {
  const cells = kinds.flatMap(({ kind, trials }) =>
    [...trials].map(([column, those]) => ({ kind, column, count: those.length })),
  );
  return cells.reduce<(typeof cells)[number] | null>(
    (most, cell) => (cell.count > (most?.count ?? 0) ? cell : most),
    null,
  );
}

'use client';

import { memo, useMemo, useState } from 'react';
import { classes, control } from '@/components/ui/classes';
import { Field } from '@/components/ui/field';
import { Provenance } from '@/components/ui/provenance';
import { Term } from '@/components/ui/term';
import { allPairs, type CorrectedPair, pair } from '@/lib/evaluation/paired';
import type { Column } from './columns';
import type { MeasuredColumn } from './columns';
import { PairMatrix } from './pair-matrix';
import { chosenPair, matrixColumns, pairSentence } from './pairs';

/** Two columns on the same problems, and whether their difference is statistically significant. */
export const PairedSection = memo(function PairedSection({
  columns,
  repeats,
  isComplete,
}: {
  columns: readonly MeasuredColumn[];
  repeats: number;
  isComplete: boolean;
}) {
  const scored = useMemo(() => columns.filter(({ all }) => all.score !== null), [columns]);
  const [chosen, choose] = useState<{ a?: string; b?: string }>({});
  const [a, b] = chosenPair(scored, chosen);
  const shown = useMemo(() => matrixColumns(scored, a, b), [scored, a, b]);
  const pairs = useMemo(() => allPairs(new Map(shown.map(({ column, trials }) => [column.id, trials]))), [shown]);
  // The bootstrap of repeats takes a moment: once the run stands still, and for the chosen pair only.
  const detail = useMemo(
    () => (a && b ? { a: a.column, b: b.column, ...pair(a.trials, b.trials, isComplete) } : null),
    [a, b, isComplete],
  );
  if (!a || !b || !detail) return null;
  const tested = pairs.filter(({ n }) => n > 0).length;
  const corrected = pairs.find(found => isPairOf(found, a.column, b.column));
  const pick = (place: 'a' | 'b') => (id: string) => choose({ a: a.column.id, b: b.column.id, [place]: id });
  return (
    <section className="space-y-3">
      <div>
        <h3 className="text-lg font-semibold">Is the difference statistically significant?</h3>
        <Provenance kind="measured" n={detail.n}>
          problems that both answered ·{' '}
          {detail.method === 'mcnemar' ? (
            <>
              <Term word="McNemar's test">McNemar&rsquo;s exact test</Term>, Newcombe&rsquo;s interval
            </>
          ) : (
            <>
              exact sign-flip test of the differences of means over repeats,{' '}
              <Term word="bootstrap interval">bootstrap interval over problems</Term>
            </>
          )}
          {' · '}
          <Term word="Holm's correction">Holm&rsquo;s correction</Term> for{' '}
          {tested === 1 ? 'one pair' : `all ${tested} pairs shown`}
        </Provenance>
      </div>
      {!isComplete && <p className="text-sm text-muted">The run is not complete. These figures can still change.</p>}
      <div className="grid max-w-measure gap-3 sm:grid-cols-2">
        <ColumnSelect label="Compare" value={a.column.id} without={b.column.id} columns={scored} onChange={pick('a')} />
        <ColumnSelect label="with" value={b.column.id} without={a.column.id} columns={scored} onChange={pick('b')} />
      </div>
      <p className="max-w-measure" aria-live="polite">
        {pairSentence(detail, corrected?.corrected ?? detail.p, { pairs: tested, repeats })}
      </p>
      {shown.length > 2 && (
        <PairMatrix
          columns={shown.map(({ column }) => column)}
          pairs={pairs}
          chosen={[a.column.id, b.column.id]}
          onChoose={(first, second) => choose({ a: first, b: second })}
        />
      )}
    </section>
  );
});

const isPairOf = (pair: CorrectedPair, a: Column, b: Column): boolean =>
  (pair.a === a.id && pair.b === b.id) || (pair.a === b.id && pair.b === a.id);

function ColumnSelect({
  label,
  value,
  without,
  columns,
  onChange,
}: {
  label: string;
  value: string;
  /** What is chosen at the other side. */
  without: string;
  columns: readonly MeasuredColumn[];
  onChange: (id: string) => void;
}) {
  return (
    <Field label={label}>
      {wiring => (
        <select
          {...wiring}
          value={value}
          onChange={event => onChange(event.target.value)}
          className={classes(control, 'cursor-pointer')}
        >
          {columns.map(({ column }) => (
            <option key={column.id} value={column.id} disabled={column.id === without}>
              {column.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

'use client';

import { useCallback, useMemo } from 'react';
import { SeriesName } from '@/components/charts/series-sign';
import { classes } from '@/components/ui/classes';
import { Paged } from '@/components/ui/paged';
import { Provenance } from '@/components/ui/provenance';
import { Skeleton } from '@/components/ui/skeleton';
import { type Column, Table } from '@/components/ui/table';
import { source } from '@/components/workbench/source';
import { type ErrorKind, errorKinds } from '@/lib/panels/ner/errors';
import { type ErrorCase, errorSteps, type SystemErrors } from '@/lib/panels/ner/report/error-list';
import { systemOf } from '@/lib/panels/ner/report/systems';
import { useRemembered } from '../loop/remembered';
import type { StageProps } from '../loop/use-loop';
import { useReturn } from '../loop/use-return';
import { useSteps } from '../loop/use-steps';
import { useOthers } from './added';
import { ErrorRow } from './error-row';
import { pairsText, seriesOf } from './words';

const kinds = Object.keys(errorKinds) as ErrorKind[];

/** An error as a row of a saved table. */
const savedColumns: readonly Column<ErrorCase>[] = [
  { id: 'unit', title: 'Sentence', cell: ({ unit }) => unit },
  { id: 'text', title: 'Text', cell: ({ sentence }) => sentence.text },
  { id: 'mention', title: 'Mention', cell: ({ mention }) => mention },
  { id: 'label', title: 'Label', cell: ({ label }) => label },
  {
    id: 'gold',
    title: 'Gold',
    cell: ({ kind, mention, label, entities }) =>
      pairsText(kind === 'missed' ? [[mention, label]] : entities.map(gold => [gold.mention, gold.label])),
  },
];

/** Answers that are looked through in one go. */
const readAtOnce = 1000;

/** The errors of every condition by kind, each with its sentence and its prompt. */
export function Errors({ run, loop }: StageProps) {
  const others = useOthers({ run, loop });
  const { conditions, tests, labels } = loop;
  const systems = useMemo(() => [...conditions.map(systemOf), ...others], [conditions, others]);
  const make = useCallback(() => errorSteps(systems, tests), [systems, tests]);
  const { value } = useSteps(make, systems.length * tests.length <= readAtOnce);
  const [kept, keep] = useRemembered(run, 'errors shown', '');
  const { list, onOpen } = useReturn<HTMLElement>(run, 'errors');
  const shown = chosenOf(value ?? [], kept);
  const [page, setPage] = useRemembered(run, `errors page ${shown?.kind} ${shown?.errors.system.id}`, 0);
  if (!value) return <Skeleton className="h-48 w-full" />;
  const cases = shown?.errors.kinds.get(shown.kind) ?? [];
  return (
    <section ref={list} className="space-y-4" aria-label="Errors">
      <Provenance kind="measured" n={Math.max(0, ...value.map(({ n }) => n))}>
        test sentences · {source(run)} · every predicted mention is right or one error; entities that none touches are
        missed
      </Provenance>
      <Table
        caption="Errors by kind and condition"
        rows={value}
        rowKey={({ system }) => system.id}
        columns={[
          { id: 'name', title: 'Demonstrations', cell: ({ system }) => <SeriesName series={seriesOf(system)} /> },
          { id: 'right', title: 'Right', numeric: true, cell: ({ right }) => right.toLocaleString('en') },
          ...kinds.map((kind): Column<SystemErrors> => ({
            id: kind,
            title: capital(errorKinds[kind].title),
            numeric: true,
            cell: errors => (
              <Cell
                errors={errors}
                kind={kind}
                isShown={shown?.kind === kind && shown.errors === errors}
                onChoose={() => keep(`${kind} ${errors.system.id}`)}
              />
            ),
          })),
        ]}
      />
      {shown && (
        <div className="space-y-2">
          <h3 className="text-lg font-semibold">
            {shown.errors.system.title}: {errorKinds[shown.kind].title}
          </h3>
          <p className="text-caption text-muted">{errorKinds[shown.kind].sentence}</p>
          <Paged
            items={cases}
            itemKey={({ unit, mention, label }) => JSON.stringify([unit, mention, label])}
            what="error"
            page={page}
            onPage={setPage}
            saved={{ caption: `${shown.errors.system.title}: ${errorKinds[shown.kind].title}`, columns: savedColumns }}
          >
            {one => <ErrorRow run={run} error={one} system={shown.errors.system} labels={labels} onOpen={onOpen} />}
          </Paged>
        </div>
      )}
    </section>
  );
}

function Cell({
  errors: { system, kinds: found },
  kind,
  isShown,
  onChoose,
}: {
  errors: SystemErrors;
  kind: ErrorKind;
  isShown: boolean;
  onChoose: () => void;
}) {
  const count = found.get(kind)?.length ?? 0;
  if (count === 0) return <span className="text-muted">0</span>;
  return (
    <button
      type="button"
      aria-pressed={isShown}
      aria-label={`${count} ${errorKinds[kind].title}, ${system.title}`}
      onClick={onChoose}
      className={classes(
        'min-w-8 rounded-md border px-2 py-0.5 font-semibold tabular-nums hover:border-ink',
        isShown ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong',
      )}
    >
      {count.toLocaleString('en')}
    </button>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What was chosen, else the most frequent error of a condition that shows what the model annotated itself. */
function chosenOf(all: readonly SystemErrors[], kept: string): { kind: ErrorKind; errors: SystemErrors } | undefined {
  const cells = all.flatMap(errors => [...errors.kinds.keys()].map(kind => ({ kind, errors })));
  const count = ({ kind, errors }: (typeof cells)[number]) => errors.kinds.get(kind)?.length ?? 0;
  const own = cells.filter(({ errors }) => errors.system.source === 'self');
  return (
    cells.find(({ kind, errors }) => `${kind} ${errors.system.id}` === kept) ??
    (own.length > 0 ? own : cells).toSorted((a, b) => count(b) - count(a))[0]
  );
}

import { IntervalFigure } from '@/components/charts/interval-figure';
import { type IntervalRow } from '@/components/charts/interval-row';
import { Provenance } from '@/components/ui/provenance';
import { pText } from '@/components/workbench/evaluation/words';
import type { SystemReport } from '@/lib/panels/ner/report/comparison';
import type { System } from '@/lib/panels/ner/report/systems';
import { rowOf } from './words';

/** By how much every other condition differs from one. */
export function DifferenceFigure({
  reports,
  against,
  isComplete,
  source,
}: {
  reports: readonly SystemReport[];
  against: System;
  isComplete: boolean;
  source: string;
}) {
  const compared = reports.flatMap(({ system, comparison }) =>
    comparison && comparison.n > 0 ? [{ system, ...comparison }] : [],
  );
  if (compared.length === 0) return null;
  const p = ({ id }: IntervalRow): string => {
    const found = compared.find(({ system }) => system.id === id);
    return found ? pText(found.p).replace('p = ', '') : '';
  };
  return (
    <IntervalFigure
      title={`Difference in F1 from ${lowerFirst(against.title)}`}
      name="Demonstrations"
      unit="points"
      hasZero
      provenance={
        <Provenance kind="measured" n={Math.max(...compared.map(({ n }) => n))}>
          sentences that both answered · {source} · paired bootstrap, 95&#8239;%; an interval that holds 0 is no
          evidence of a difference
        </Provenance>
      }
      rows={compared.map(({ system, difference, n }) => rowOf(system, difference, n))}
      more={isComplete ? [{ id: 'p', title: 'p (Holm)', numeric: true, cell: p }] : []}
    />
  );
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

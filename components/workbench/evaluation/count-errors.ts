import { errorKinds, type ErrorKind } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import { groupBy } from '@/lib/panels/divide-and-conquer/evaluation/trial';
import type { MeasuredColumn } from '@/components/divide-and-conquer/evaluation/snapshot';
import type { PlacedTrial } from '@/components/divide-and-conquer/evaluation/units';

/** One kind of error with the trials that it made wrong, by column. */
export interface CountedKind {
  kind: ErrorKind;
  trials: ReadonlyMap<string, readonly PlacedTrial[]>;
}

/** The kinds that occur, in the order in which a program can meet them. */
export function countErrors(columns: readonly MeasuredColumn[]): CountedKind[] {
  const byColumn = columns.map(({ column, trials }) => ({
    id: column.id,
    groups: groupBy(
      trials.filter(({ error }) => error !== null),
      ({ error }) => error?.kind ?? '',
    ),
  }));
  return (Object.keys(errorKinds) as ErrorKind[]).flatMap(kind => {
    const trials = new Map(
      byColumn.flatMap(({ id, groups }) => (groups.has(kind) ? [[id, groups.get(kind) ?? []]] : [])),
    );
    return trials.size === 0 ? [] : [{ kind, trials }];
  });
}

import { groupBy } from '@/lib/evaluation/group-by';
import type { MeasuredColumn, PlacedTrial } from './columns';

/** One kind of error with the trials that it made wrong, by column. */
export interface CountedKind {
  kind: string;
  trials: ReadonlyMap<string, readonly PlacedTrial[]>;
}

/** The kinds that occur, in the order of `kinds`. */
export function countErrors(columns: readonly MeasuredColumn[], kinds: readonly string[]): CountedKind[] {
  const byColumn = columns.map(({ column, trials }) => ({
    id: column.id,
    groups: groupBy(
      trials.filter(({ error }) => error !== null),
      ({ error }) => error?.kind ?? '',
    ),
  }));
  return kinds.flatMap(kind => {
    const trials = new Map(
      byColumn.flatMap(({ id, groups }) => (groups.has(kind) ? [[id, groups.get(kind) ?? []]] : [])),
    );
    return trials.size === 0 ? [] : [{ kind, trials }];
  });
}

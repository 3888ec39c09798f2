import type { Registry } from './registry';
import type { Retrieval } from './retrieval/contract';
import type { Selection } from './selection/contract';
import type { NerSettings } from './settings';

/** A way to be asked about a test sentence: what its demonstrations come from, and how they are found. */
export interface Condition {
  /** Unique in an experiment, and part of paths. */
  id: string;
  title: string;
  /** `none`: no demonstrations; `self`: from self-annotated sentences; `gold`: from the same sentences, annotated by people. */
  source: 'none' | 'self' | 'gold';
  /** Of `self` only. */
  selection?: Selection;
  /** Of all but `none`. */
  retrieval?: Retrieval;
}

/** What an experiment compares, in the order of its tables: no demonstrations, every selection with every retrieval, the upper bound. */
export function conditionsOf(
  settings: Pick<NerSettings, 'baselines' | 'selections' | 'retrievals'>,
  registry: Pick<Registry, 'selections' | 'retrievals'>,
): Condition[] {
  const chosen = <T extends { id: string }>(members: readonly T[], ids: readonly string[]): T[] =>
    members.filter(({ id }) => ids.includes(id));
  const selections = chosen(registry.selections, settings.selections);
  const retrievals = chosen(registry.retrievals, settings.retrievals);
  return [
    ...(settings.baselines.includes('none')
      ? [{ id: 'none', title: 'No demonstrations', source: 'none' } as const]
      : []),
    ...selections.flatMap(selection =>
      retrievals.map((retrieval): Condition => ({
        id: `self ${selection.id} ${retrieval.id}`,
        title: `${selection.title}, ${lowerFirst(retrieval.title)}`,
        source: 'self',
        selection,
        retrieval,
      })),
    ),
    ...(settings.baselines.includes('gold')
      ? retrievals.map((retrieval): Condition => ({
          id: `gold ${retrieval.id}`,
          title: `Gold demonstrations, ${lowerFirst(retrieval.title)}`,
          source: 'gold',
          retrieval,
        }))
      : []),
  ];
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** The selection that decides in rounds before the last which sentences are done, and the retrieval that finds demonstrations for the others. */
export const leadingOf = (settings: NerSettings, registry: Registry) => ({
  selection: registry.selections.find(({ id }) => settings.selections.includes(id)),
  retrieval: registry.retrievals.find(({ id }) => settings.retrievals.includes(id)),
});

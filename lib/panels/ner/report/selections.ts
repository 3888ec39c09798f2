import type { Steps } from '@/lib/core/steps';
import type { Selection } from '../selection/contract';
import { scoreTable } from '../voting/scores';
import { decidingOf } from './deciding';
import { addKept, counterOf, type Kept, nothingKept } from './kept';
import type { Loop } from './loop';

/** What a run kept, judged by gold where there is some. */
export interface SelectionsReport {
  /** The vote alone: all sentences with the entities that won. */
  voted: Kept;
  /** What each chosen selection kept, in the order of the registry. */
  selections: readonly { selection: Selection; kept: Kept }[];
}

/** A step is one sentence. */
export function* selectionsSteps(loop: Pick<Loop, 'annotated' | 'latest' | 'pools'>): Steps<SelectionsReport> {
  const voted = nothingKept();
  for (const sentence of loop.latest.values()) {
    addKept(voted, counterOf(sentence)(scoreTable(sentence.voted)));
    yield;
  }
  const selections: { selection: Selection; kept: Kept }[] = [];
  for (const { selection, state } of loop.pools) {
    const annotations = new Map(state.pool.map(({ id, annotation }) => [id, annotation]));
    const kept = nothingKept();
    for (const sentence of decidingOf(loop, state)) {
      addKept(kept, counterOf(sentence)(annotations.get(sentence.result.sentence.id)));
      yield;
    }
    selections.push({ selection, kept });
  }
  return { voted, selections };
}

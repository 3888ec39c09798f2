import type { AnnotatedSentence } from '../annotations';
import type { NerInput } from '../phases';
import type { UnitProgress } from './annotation-rows';

/** How far a sentence is annotated. */
export interface SentenceProgress {
  unit: string;
  state: UnitProgress['state'];
  /** Answers that have come. */
  answers: number;
  /** The mean share of the answers that its entities have; null without an entity, and before all answers have come. */
  share: number | null;
}

/** The sentences of the first round, in their order, with the latest of what is known of each. */
export function sentenceProgress(
  units: Iterable<UnitProgress>,
  latest: ReadonlyMap<string, AnnotatedSentence>,
  asked: number,
): SentenceProgress[] {
  const all: SentenceProgress[] = [];
  for (const { unit, input, state, answers } of units) {
    const read = input as NerInput;
    if (read.kind !== 'annotation' || read.round > 1) continue;
    const annotated = latest.get(read.sentence.id);
    if (annotated) {
      const { tally } = annotated;
      const votes = tally.reduce((sum, one) => sum + one.votes, 0);
      const share = tally.length === 0 ? null : votes / tally.length / asked;
      all.push({ unit: annotated.unit, state: 'done', answers: asked, share });
    } else {
      const arrived = state === 'running' ? answers().filter(answer => answer !== undefined).length : 0;
      all.push({ unit, state, answers: arrived, share: null });
    }
  }
  return all;
}

import type { UnitTrace } from '@/components/trace/unit-trace';
import type { AnnotatedSentence } from '@/lib/panels/ner/annotations';
import type { NerInput } from '@/lib/panels/ner/phases';

/** How far a sentence is annotated. `share` is the mean share of the answers that its entities have; null without one. */
export interface Agreement {
  unit: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** Answers that have come. */
  answers: number;
  share: number | null;
}

/** The sentences of the first round, in their order, with the latest of what is known of each. */
export function agreementsOf(
  units: Iterable<UnitTrace>,
  latest: ReadonlyMap<string, AnnotatedSentence>,
  asked: number,
): Agreement[] {
  const all: Agreement[] = [];
  for (const { unit, status, calls, result } of units) {
    const input = unit.input as NerInput;
    if (input.kind !== 'annotation' || input.round > 1) continue;
    const annotated = latest.get(input.sentence.id);
    if (annotated) {
      const votes = annotated.tally.map(vote => vote.votes);
      const mean = votes.length === 0 ? null : votes.reduce((sum, one) => sum + one, 0) / votes.length / asked;
      all.push({ unit: annotated.unit, state: 'done', answers: asked, share: mean });
    } else {
      const answers = status === 'running' ? [...calls.values()].filter(call => call.status === 'done').length : 0;
      const state = result?.failure ? 'failed' : status === 'running' ? 'running' : 'waiting';
      all.push({ unit: unit.name, state, answers, share: null });
    }
  }
  return all;
}

import type { AnnotatedSentence } from '../annotations';
import type { Loop } from '../report/loop';
import type { SentenceResult } from '../result';
import { annotationOf, type HandAnnotations } from './annotation';

/** When the annotations of the person count as gold: where the corpus has none, or wherever there is one. */
export type HandCounts = 'missing' | 'always';

/** A sentence with its gold: that of the corpus, or of the person. */
export function goldByHand(sentence: SentenceResult, byHand: HandAnnotations, counts: HandCounts): SentenceResult {
  if (sentence.entities !== null && counts === 'missing') return sentence;
  const mine = annotationOf(byHand, sentence);
  return mine ? { ...sentence, entities: mine.entities } : sentence;
}

/** The loop with the annotations of the person as gold, and how many of its sentences they judge. */
export interface LoopByHand {
  loop: Loop;
  unlabelled: number;
  test: number;
}

/** Everything that compares with gold reads it from the sentences, so that here is the only place where it is replaced. */
export function judgedByHand(loop: Loop, byHand: HandAnnotations, counts: HandCounts): LoopByHand {
  if (byHand.size === 0) return { loop, unlabelled: 0, test: 0 };
  const changed = new Map<AnnotatedSentence, AnnotatedSentence>();
  const annotated = loop.annotated.map(one => {
    const sentence = goldByHand(one.result.sentence, byHand, counts);
    if (sentence === one.result.sentence) return one;
    const other = { ...one, result: { ...one.result, sentence } };
    changed.set(one, other);
    return other;
  });
  const latest = new Map(Array.from(loop.latest, ([id, one]) => [id, changed.get(one) ?? one]));
  const unlabelled = [...loop.latest.values()].filter(one => changed.has(one)).length;
  let test = 0;
  const tests = loop.tests.map(one => {
    const sentence = goldByHand(one.value.sentence, byHand, counts);
    if (sentence === one.value.sentence) return one;
    test++;
    return { ...one, value: { ...one.value, sentence } };
  });
  return { loop: { ...loop, annotated, latest, tests }, unlabelled, test };
}

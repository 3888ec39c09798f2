import { createAligner } from '../align';
import type { Span } from '../corpus';
import type { AnswerResult } from '../result';

/**
 * Pairwise F1 of several annotations, pooled over all pairs: `2 * same / named`. Kappa is unsuited here: it needs to know how many spans
 * both left out, which nobody can count, and goes to F1 as their number grows (Hripcsak and Rothschild 2005).
 */
export interface PairwiseF1 {
  /** Spans that both of a pair name with the same borders and label, summed over all pairs. */
  same: number;
  /** Spans that either of a pair names, summed over both and over all pairs. */
  named: number;
  pairs: number;
}

export const noPairs: PairwiseF1 = { same: 0, named: 0, pairs: 0 };

export const addPairs = (a: PairwiseF1, b: PairwiseF1): PairwiseF1 => ({
  same: a.same + b.same,
  named: a.named + b.named,
  pairs: a.pairs + b.pairs,
});

/** Null where nobody names anything. */
export const f1Of = ({ same, named }: PairwiseF1): number | null => (named === 0 ? null : (2 * same) / named);

/** The spans of an answer, and how many of its mentions have no place in the sentence: those agree with nothing. */
interface SpannedAnswer {
  spans: Span[];
  absent: number;
}

export function spannedAnswers(text: string, answers: readonly AnswerResult[]): SpannedAnswer[] {
  const align = createAligner(text);
  return answers.map(({ pairs }) => {
    const spans = new Map<string, Span>();
    let absent = 0;
    for (const [mention, label] of pairs) {
      const { places } = align(mention);
      if (places.length === 0) absent++;
      for (const { start, end } of places) spans.set(keyOf({ start, end, label }), { start, end, label });
    }
    return { spans: [...spans.values()], absent };
  });
}

const keyOf = ({ start, end, label }: Span): string => JSON.stringify([start, end, label]);

/** Between all pairs of answers to one sentence. Counted by span, so that 40 answers cost no more than their spans. */
export function agreementBetween(answers: readonly SpannedAnswer[]): PairwiseF1 {
  const votes = new Map<string, number>();
  let named = 0;
  for (const { spans, absent } of answers) {
    named += spans.length + absent;
    for (const span of spans) votes.set(keyOf(span), (votes.get(keyOf(span)) ?? 0) + 1);
  }
  let same = 0;
  for (const count of votes.values()) same += (count * (count - 1)) / 2;
  const n = answers.length;
  return { same, named: named * Math.max(0, n - 1), pairs: (n * Math.max(0, n - 1)) / 2 };
}

/** Between each answer to a sentence and the annotation of a person. */
export function agreementWith(gold: readonly Span[], answers: readonly SpannedAnswer[]): PairwiseF1 {
  const distinct = [...new Map(gold.map(span => [keyOf(span), span])).values()];
  return answers.reduce<PairwiseF1>((sum, { spans, absent }) => {
    const same = new Set(spans.map(keyOf));
    return addPairs(sum, {
      same: distinct.filter(span => same.has(keyOf(span))).length,
      named: distinct.length + spans.length + absent,
      pairs: 1,
    });
  }, noPairs);
}

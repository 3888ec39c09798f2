import { groupBy } from '@/lib/evaluation/group-by';
import type { Span } from '../corpus';
import type { Annotation, Counts, Metric } from './contract';
import { exactPairs, overlappingPairs, partialCredit } from './matching';

type Credit = (gold: readonly Span[], predicted: readonly Span[]) => number;

/** Each place with its label once. */
const distinct = (places: readonly Span[]): Span[] => [
  ...new Map(places.map(place => [JSON.stringify([place.start, place.end, place.label]), place])).values(),
];

/** Predicted mentions without a place count in `predicted` only. */
const countsOf = (gold: readonly Span[], predicted: readonly Span[], unplaced: number, credit: Credit): Counts => ({
  gold: gold.length,
  predicted: predicted.length + unplaced,
  correct: credit(gold, predicted),
});

type Spans = Pick<Annotation, 'spans' | 'unplaced'>;

/** The counts of each label on its own. */
export function countByLabel(gold: Spans, predicted: Spans, credit: Credit): Map<string, Counts> {
  const inGold = groupBy(distinct(gold.spans), ({ label }) => label);
  const inPredicted = groupBy(distinct(predicted.spans), ({ label }) => label);
  const unplaced = groupBy(predicted.unplaced ?? [], label => label);
  const labels = new Set([inGold, inPredicted, unplaced].flatMap(groups => [...groups.keys()]));
  return new Map(
    Array.from(labels, label => [
      label,
      countsOf(inGold.get(label) ?? [], inPredicted.get(label) ?? [], unplaced.get(label)?.length ?? 0, credit),
    ]),
  );
}

const byLabelToo =
  (credit: Credit): Metric['count'] =>
  ({ gold, predicted }) =>
    countByLabel(gold, predicted, credit);

const byPlaceOnly =
  (credit: Credit): Metric['count'] =>
  ({ gold, predicted }) =>
    new Map([['', countsOf(distinct(gold.spans), distinct(predicted.spans), predicted.unplaced?.length ?? 0, credit)]]);

/**
 * The four ways of SemEval-2013 task 9 (I. Segura-Bedmar and others, 2013) to compare entities by their places. Labels outside of the set are
 * wrong predictions in all of them.
 */
export const strictSpans: Metric = {
  id: 'strict-spans',
  title: 'Exact spans with labels',
  forgives: 'Forgives nothing: place, borders and label must all be right.',
  byLabel: true,
  count: byLabelToo(exactPairs),
};

export const exactSpans: Metric = {
  id: 'exact-spans',
  title: 'Exact spans',
  forgives: 'Forgives a wrong label: only place and borders must be right.',
  byLabel: false,
  count: byPlaceOnly(exactPairs),
};

export const partialSpans: Metric = {
  id: 'partial-spans',
  title: 'Partial spans',
  forgives: 'Forgives a wrong label, and half of a wrong border: an overlap is worth half an entity.',
  byLabel: false,
  count: byPlaceOnly(partialCredit),
};

export const typeOnly: Metric = {
  id: 'type-only',
  title: 'Labels of overlapping spans',
  forgives: 'Forgives wrong borders: an overlap with an entity of the same label is enough.',
  byLabel: true,
  count: byLabelToo(overlappingPairs),
};

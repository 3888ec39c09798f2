import { groupBy } from '@/lib/evaluation/group-by';
import type { Counts, Judged, Metric, Place } from './contract';
import { exactPairs, overlappingPairs, partialCredit } from './matching';

type Credit = (gold: readonly Place[], predicted: readonly Place[]) => number;

/** Each place with its label once. */
const distinct = (places: readonly Place[]): Place[] => [
  ...new Map(places.map(place => [JSON.stringify([place.start, place.end, place.label]), place])).values(),
];

const countsOf = (gold: readonly Place[], predicted: readonly Place[], credit: Credit): Counts => ({
  gold: gold.length,
  predicted: predicted.length,
  correct: credit(gold, predicted),
});

const bySpans =
  (credit: Credit) =>
  ({ gold, predicted }: Judged): Map<string, Counts> =>
    new Map([['', countsOf(distinct(gold.spans), distinct(predicted.spans), credit)]]);

const bySpansAndLabels =
  (credit: Credit) =>
  ({ gold, predicted }: Judged): Map<string, Counts> => {
    const byLabel = [gold, predicted].map(({ spans }) => groupBy(distinct(spans), ({ label }) => label));
    const labels = new Set(byLabel.flatMap(groups => [...groups.keys()]));
    const [inGold, inPredicted] = byLabel;
    return new Map(
      [...labels].map(label => [label, countsOf(inGold?.get(label) ?? [], inPredicted?.get(label) ?? [], credit)]),
    );
  };

/**
 * The four ways of SemEval-2013 task 9 (I. Segura-Bedmar and others, 2013) to compare entities by their places. Labels outside of the set are
 * wrong predictions in all of them.
 */
export const strictSpans: Metric = {
  id: 'strict-spans',
  title: 'Exact spans with labels',
  forgives: 'Forgives nothing: place, borders and label must all be right.',
  byLabel: true,
  count: bySpansAndLabels(exactPairs),
};

export const exactSpans: Metric = {
  id: 'exact-spans',
  title: 'Exact spans',
  forgives: 'Forgives a wrong label: only place and borders must be right.',
  byLabel: false,
  count: bySpans(exactPairs),
};

export const partialSpans: Metric = {
  id: 'partial-spans',
  title: 'Partial spans',
  forgives: 'Forgives a wrong label, and half of a wrong border: an overlap is worth half an entity.',
  byLabel: false,
  count: bySpans(partialCredit),
};

export const typeOnly: Metric = {
  id: 'type-only',
  title: 'Labels of overlapping spans',
  forgives: 'Forgives wrong borders: an overlap with an entity of the same label is enough.',
  byLabel: true,
  count: bySpansAndLabels(overlappingPairs),
};

import { scoreTable } from '../voting/scores';
import type { Selection } from './contract';
import { settle } from './settle';
import { thresholdField } from './threshold-field';

/**
 * Sample-level selection (arXiv 2311.08921): starts from all pairs, not from the vote, so that an entity with a single vote both lowers the
 * mean of its sample and stays in it. A sample without entities has the mean 0 and goes for any threshold above 0.
 */
export const sampleThreshold = {
  id: 'sample-threshold',
  title: 'Sample threshold',
  summary: 'Keeps the samples whose entities have enough votes on average, with all their entities.',
  fields: { threshold: thresholdField('mean votes a sample needs') },
  scoring: {
    of: 'sentence',
    scores: ({ tally }) => [scoreTable(settle(tally)).average],
    threshold: 'threshold',
  },
  recorded: { sentences: 296, threshold: 4, precision: 0.7404, recall: 0.8442 },
  select({ tally }, { threshold }) {
    const table = scoreTable(settle(tally));
    return table.average >= threshold ? table : undefined;
  },
} satisfies Selection<{ threshold: number }>;

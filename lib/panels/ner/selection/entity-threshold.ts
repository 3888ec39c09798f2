import { scoreTable } from '../voting/scores';
import type { Selection } from './contract';
import { settle } from './settle';
import { thresholdField } from './threshold-field';

/** Entity-level selection (arXiv 2311.08921): starts from all pairs, not from the vote. All samples stay, also those left without an entity. */
export const entityThreshold = {
  id: 'entity-threshold',
  title: 'Entity threshold',
  summary: 'Keeps the entities that enough answers agree on, in all samples.',
  fields: { threshold: thresholdField('votes an entity needs') },
  scoring: {
    of: 'entity',
    scores: ({ tally }) => tally.map(({ votes }) => votes),
    threshold: 'threshold',
  },
  recorded: { sentences: 500, threshold: 4, precision: 0.735, recall: 0.7077 },
  select: ({ tally }, { threshold }) => scoreTable(settle(tally.filter(({ votes }) => votes >= threshold))),
} satisfies Selection<{ threshold: number }>;

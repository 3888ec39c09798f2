import { scoreTable } from '../voting/scores';
import type { Selection } from './contract';
import { recordedVote } from './recorded';

/** The third selection of arXiv 2311.08921: no threshold beyond the vote itself. */
export const votingOnly: Selection = {
  id: 'voting-only',
  title: 'Vote only',
  summary: 'Keeps what won the vote, in all samples.',
  fields: {},
  scoring: { of: 'entity', scores: ({ voted }) => voted.map(({ votes }) => votes) },
  recorded: recordedVote,
  select: ({ voted }) => scoreTable(voted),
};

import type { Voting } from './contract';
import type { Vote } from './tally';
import { majority } from './tally';

/**
 * Majority voting on pairs: a mention with its label needs the votes of half of the answers. Of an even number of answers, two labels of a
 * mention can both pass; then the later one wins, at the place of the first.
 */
export const plainVoting: Voting = {
  id: 'plain',
  title: 'Majority of pairs',
  summary: 'The answers vote on each mention together with its label.',
  vote(tally, answers) {
    const kept = new Map<string, Vote>();
    for (const vote of tally) if (vote.votes >= majority(answers)) kept.set(vote.mention, vote);
    return [...kept.values()];
  },
};

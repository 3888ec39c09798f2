import type { Voting } from './contract';
import type { Vote } from './tally';
import { majority } from './tally';

/**
 * Two-stage majority voting (arXiv 2311.08921): a mention needs the votes of half of the answers, whatever labels they give it; then it gets
 * its most frequent label, of equally frequent ones the one that appeared first. The winning pair itself may have less than half.
 */
export const twoStageVoting: Voting = {
  id: 'two-stage',
  title: 'Two-stage majority',
  summary: 'First the answers vote on which mentions are entities, then on the label of each.',
  vote(tally, answers) {
    const byMention = new Map<string, { sum: number; best: Vote }>();
    for (const vote of tally) {
      const known = byMention.get(vote.mention);
      if (!known) byMention.set(vote.mention, { sum: vote.votes, best: vote });
      else {
        known.sum += vote.votes;
        if (vote.votes > known.best.votes) known.best = vote;
      }
    }
    return [...byMention.values()].filter(({ sum }) => sum >= majority(answers)).map(({ best }) => best);
  },
};

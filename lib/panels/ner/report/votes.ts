import type { AnswerResult } from '../result';
import { majority, type Tally } from '../voting/tally';

/** What one answer says of a mention. */
export interface Ballot {
  /** From 1, in the order in which the answers were asked for. */
  answer: number;
  /** Null where it does not name the mention; undefined where there is no answer, or not yet. */
  label: string | null | undefined;
  /** Why it cannot be read; null where it can, or where there is none. */
  unreadable: string | null;
}

/** The vote on one mention. */
export interface MentionVote {
  ballots: Ballot[];
  /** Labels with their votes, the most frequent first; of equally frequent ones the one that appeared first. */
  labels: { label: string; votes: number }[];
  /** Answers that name the mention, whatever label they give it. */
  named: number;
  /** Votes that decide. */
  needed: number;
  /** The label that won; null where the mention lost. */
  won: string | null;
}

/**
 * How the answers of a sentence voted on a mention.
 *
 * @param answers by their place; undefined where one has not come
 * @param asked how many were asked for
 */
export function voteOn(
  mention: string,
  answers: readonly (AnswerResult | undefined)[],
  voted: Tally,
  asked: number,
): MentionVote {
  const ballots = Array.from({ length: asked }, (_, at): Ballot => {
    const answer = answers[at];
    if (!answer) return { answer: at + 1, label: undefined, unreadable: null };
    const pair = answer.pairs.findLast(([named]) => named === mention);
    return { answer: at + 1, label: pair ? pair[1] : null, unreadable: answer.unreadable };
  });
  const counts = new Map<string, number>();
  for (const { label } of ballots) if (typeof label === 'string') counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = Array.from(counts, ([label, votes]) => ({ label, votes })).sort((a, b) => b.votes - a.votes);
  return {
    ballots,
    labels,
    named: labels.reduce((sum, { votes }) => sum + votes, 0),
    needed: majority(asked),
    won: voted.find(vote => vote.mention === mention)?.label ?? null,
  };
}

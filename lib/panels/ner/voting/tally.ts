import type { Prediction } from '../prediction';

/** How many answers gave a mention a label. */
export interface Vote {
  mention: string;
  label: string;
  /** 1 to the number of answers. */
  votes: number;
}

/** The votes of one sentence, in the order in which the pairs first appear: answer by answer, and inside an answer from the left. */
export type Tally = readonly Vote[];

/** Counts every pair of mention and label. An answer has at most one vote a mention; an empty prediction votes for nothing. */
export function tally(predictions: readonly Prediction[]): Tally {
  const votes: Vote[] = [];
  const byMention = new Map<string, Map<string, Vote>>();
  for (const prediction of predictions)
    for (const [mention, label] of prediction) {
      const byLabel = byMention.get(mention) ?? new Map<string, Vote>();
      byMention.set(mention, byLabel);
      const known = byLabel.get(label);
      if (known) known.votes++;
      else {
        const vote = { mention, label, votes: 1 };
        byLabel.set(label, vote);
        votes.push(vote);
      }
    }
  return votes;
}

/**
 * The votes that decide: half of the answers asked for, rounded up, so that exactly half of an even number passes. Answers that could not
 * be read count as asked for.
 */
export const majority = (answers: number): number => Math.ceil(answers / 2);

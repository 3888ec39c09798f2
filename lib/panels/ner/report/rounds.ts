import type { Steps } from '@/lib/core/steps';
import { roundsOf } from '../annotations';
import { goldPrediction } from '../demonstrations';
import { judgementsOf } from '../judgements';
import type { Prediction } from '../prediction';
import type { Selection } from '../selection/contract';
import type { Loop } from './loop';

/** What one selection added to its pool in a round. */
export interface RoundAddition {
  selection: Selection;
  /** Sentences that joined, and those in the pool after the round. */
  joined: number;
  pool: number;
  /** The entities of those that joined, where their sentences have gold, and how many are right as the set metric sees them. */
  entities: number;
  right: number;
}

export interface Round {
  /** From 1. */
  round: number;
  /** Sentences that were annotated in it. */
  annotated: number;
  additions: RoundAddition[];
}

/** How the pools grew; a step is one sentence. */
export function* roundSteps({ annotated, latest, pools }: Loop): Steps<Round[]> {
  const rounds = roundsOf(annotated).map((ofRound, before): Round => ({
    round: before + 1,
    annotated: ofRound.length,
    additions: [],
  }));
  const gold = new Map<string, Prediction | null>();
  for (const [id, { result }] of latest) {
    gold.set(id, result.sentence.entities && goldPrediction(result.sentence));
    yield;
  }
  for (const { selection, state } of pools) {
    let pool = 0;
    for (const round of rounds) {
      const addition: RoundAddition = { selection, joined: 0, pool: 0, entities: 0, right: 0 };
      for (const item of state.pool) {
        if (item.round !== round.round - 1) continue;
        addition.joined++;
        const [text, mentions] = [latest.get(item.id)?.result.sentence.text ?? '', gold.get(item.id)];
        if (!mentions) continue;
        const judged = judgementsOf(item.annotation, { text, gold: { mentions } }, 1, item.id);
        addition.entities += judged.length;
        addition.right += judged.filter(({ right }) => right).length;
        yield;
      }
      pool += addition.joined;
      round.additions.push({ ...addition, pool });
    }
  }
  return rounds;
}

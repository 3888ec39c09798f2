import type { AnnotatedSentence } from '../annotations';
import { goldPrediction } from '../demonstrations';
import { judgementsOf } from '../judgements';
import type { ScoreTable } from '../voting/scores';

/** What stays of some annotated sentences. */
export interface Kept {
  sentences: number;
  entities: number;
  /** The same of the sentences that have gold, with the entities of their gold, and how many of these were found. */
  judged: { sentences: number; entities: number; gold: number; right: number };
}

export const nothingKept = (): Kept => ({
  sentences: 0,
  entities: 0,
  judged: { sentences: 0, entities: 0, gold: 0, right: 0 },
});

/** Adds `part` to `sum`, or takes it away. */
export function addKept(sum: Kept, part: Kept, sign: 1 | -1 = 1): void {
  sum.sentences += sign * part.sentences;
  sum.entities += sign * part.entities;
  sum.judged.sentences += sign * part.judged.sentences;
  sum.judged.entities += sign * part.judged.entities;
  sum.judged.gold += sign * part.judged.gold;
  sum.judged.right += sign * part.judged.right;
}

/** Counts what is kept of one sentence. An entity is right where the gold gives the same words the same label. */
export function counterOf({ result: { sentence } }: AnnotatedSentence): (table: ScoreTable | undefined) => Kept {
  const { text, entities, id } = sentence;
  const mentions = entities && goldPrediction({ text, entities });
  return table => {
    const kept = nothingKept();
    if (!table) return kept;
    kept.sentences = 1;
    kept.entities = table.entities.length;
    if (!mentions) return kept;
    const right = judgementsOf(table, { text, gold: { mentions } }, 1, id).filter(one => one.right).length;
    kept.judged = { sentences: 1, entities: kept.entities, gold: mentions.size, right };
    return kept;
  };
}

/** Proportions of what stays, judged by gold; null means 0/0. */
export interface KeptScore {
  /** Right ones of the entities that stay. */
  precision: number | null;
  /** Right ones of the gold entities of the sentences that stay: those are the easier ones. */
  recall: number | null;
  /** Right ones of the gold entities of all sentences. */
  overallRecall: number | null;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** @param gold entities in the gold of all sentences */
export const scoreKept = ({ judged }: Kept, gold: number): KeptScore => ({
  precision: ratio(judged.right, judged.entities),
  recall: ratio(judged.right, judged.gold),
  overallRecall: ratio(judged.right, gold),
});

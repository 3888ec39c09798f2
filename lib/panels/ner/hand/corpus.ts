import { type Corpus, labelsOf, type Sentence } from '../corpus';
import { annotationOf, type HandAnnotations } from './annotation';

/** What a corpus of annotations holds: the sentences that the person annotated, or all; the others with the gold that they have. */
export type Scope = 'mine' | 'all';

/** Sentences as a corpus in which the annotations of the person are gold. Labels of the set come first, then others that occur. */
export function corpusByHand(
  name: string,
  labels: readonly string[],
  sentences: Iterable<Sentence>,
  byHand: HandAnnotations,
  scope: Scope,
): Corpus {
  const kept: Sentence[] = [];
  for (const sentence of sentences) {
    const mine = annotationOf(byHand, sentence);
    if (mine) kept.push({ ...sentence, entities: mine.entities });
    else if (scope === 'all') kept.push(sentence);
  }
  return { name, labels: [...new Set([...labels, ...labelsOf(kept)])], sentences: kept };
}

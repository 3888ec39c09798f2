import type { Random } from '@/lib/core/random';
import type { Sentence } from './corpus';
import type { PoolItem } from './iterate';
import type { Prediction } from './prediction';
import type { Retrieval } from './retrieval/contract';
import type { NerSettings } from './settings';
import type { Embeddable, Similarity } from './similarity-source';
import { offsetsOf } from './text/offsets';
import { predictionOf } from './voting/scores';

/** A sentence that may be shown, with the annotation that would be shown. */
export interface Candidate extends Embeddable {
  prediction: Prediction;
  /** How sure the annotation is: the mean votes of its entities. */
  score: number;
}

/** The candidates of a pool of self-annotated sentences. */
export const candidatesOf = (pool: readonly PoolItem[], sentences: ReadonlyMap<string, Sentence>): Candidate[] =>
  pool.flatMap(({ id, annotation }) => {
    const sentence = sentences.get(id);
    return sentence
      ? [{ id, text: sentence.text, prediction: predictionOf(annotation), score: annotation.average }]
      : [];
  });

/** The candidates of the upper bound: sentences that people annotated. All are equally sure. */
export const goldCandidates = (sentences: readonly Sentence[]): Candidate[] =>
  sentences.flatMap(({ id, text, entities }) =>
    entities ? [{ id, text, prediction: goldPrediction({ text, entities }), score: 0 }] : [],
  );

/** The gold annotation in the form of a prediction; of a mention that stands in several places with several labels, the last counts. */
export function goldPrediction({ text, entities }: Pick<Sentence, 'text' | 'entities'>): Prediction {
  const { slice } = offsetsOf(text);
  return new Map((entities ?? []).map(({ start, end, label }) => [slice(start, end) ?? '', label]));
}

/** The demonstrations for a sentence, in the order of the prompt. The sentence itself is never among them. */
export function demonstrationsFor(
  query: Embeddable,
  all: readonly Candidate[],
  retrieval: Retrieval,
  settings: Pick<NerSettings, 'retrieval' | 'demonstrations'>,
  similarity: Similarity,
  random: Random,
): Candidate[] {
  const candidates = all.filter(({ id }) => id !== query.id);
  const places = retrieval.retrieve(
    {
      size: candidates.length,
      count: settings.demonstrations,
      similarities: retrieval.usesSimilarity ? candidates.map(candidate => similarity(query, candidate)) : [],
      scores: candidates.map(({ score }) => score),
      random,
    },
    settings.retrieval[retrieval.id] ?? {},
  );
  return places.flatMap(place => candidates[place] ?? []);
}

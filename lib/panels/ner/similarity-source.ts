import type { Steps } from '@/lib/core/steps';
import { decodeVector } from '@/lib/core/vectors';
import type { UnitResult } from '@/lib/experiment/panel';
import { resultsOf } from './result';
import { cosine } from './retrieval/similarity';
import { fitSteps, type SharedTerm, sharedTerms, sparseCosine } from './retrieval/tf-idf';
import type { NerSettings } from './settings';

/** A sentence as similarities see it. */
export interface Embeddable {
  id: string;
  text: string;
}

/** The similarity of two sentences, from -1 to 1. Every vector is made once. */
export interface Similarity {
  (a: Embeddable, b: Embeddable): number;
  /** What makes them similar, where words are compared: the words that both hold. */
  shared?(a: Embeddable, b: Embeddable): SharedTerm[];
  /** Whether there is a vector of the sentence. */
  knows(item: Embeddable): boolean;
}

/**
 * How similar sentences are, by the embedding of the experiment: TF-IDF fitted on the unlabelled sentences, or the vectors among the results.
 * A sentence without a vector (its call got no answer) is similar to none. There is one step a sentence.
 */
export function* similaritySteps(
  settings: Pick<NerSettings, 'embedding'>,
  unlabelled: readonly Embeddable[],
  results: readonly UnitResult[],
): Steps<Similarity> {
  if (settings.embedding === 'lexical') {
    const tfIdf = yield* fitSteps(unlabelled.map(({ text }) => text));
    const vectorOf = remembered(({ text }: Embeddable) => tfIdf.embed(text));
    // Ahead of the first comparison, which would otherwise embed all of them in one go.
    for (const sentence of unlabelled) {
      vectorOf(sentence);
      yield;
    }
    return Object.assign((a: Embeddable, b: Embeddable) => sparseCosine(vectorOf(a), vectorOf(b)), {
      shared: (a: Embeddable, b: Embeddable) => sharedTerms(vectorOf(a), vectorOf(b)),
      knows: () => true,
    });
  }
  const encoded = new Map(
    resultsOf(results, 'vectors').flatMap(({ value }) => value.ids.map((id, at) => [id, value.vectors[at] ?? ''])),
  );
  const vectorOf = remembered(({ id }: Embeddable) => decodeVector(encoded.get(id) ?? ''));
  const compare = (a: Embeddable, b: Embeddable): number => {
    const [first, second] = [vectorOf(a), vectorOf(b)];
    return first.length === second.length ? cosine(first, second) : 0;
  };
  return Object.assign(compare, { knows: ({ id }: Embeddable) => encoded.has(id) });
}

/** Keeps a value for each id. Ids are unique over both parts of a corpus: see `corpora/contract.ts`. */
function remembered<T>(make: (item: Embeddable) => T): (item: Embeddable) => T {
  const made = new Map<string, T>();
  return item => {
    const known = made.get(item.id);
    if (known !== undefined) return known;
    const value = make(item);
    made.set(item.id, value);
    return value;
  };
}

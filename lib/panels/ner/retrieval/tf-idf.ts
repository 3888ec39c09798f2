import { atOnce, type Steps } from '@/lib/core/steps';
import { termsOf } from './terms';

/** Term -> weight, of length 1 as a whole; empty for a text without terms. Weights are float32, so that they survive the journal. */
export type SparseVector = ReadonlyMap<string, number>;

export interface TfIdf {
  /** The vector of a text; terms that no text of the collection holds count as rarest. */
  embed(text: string): SparseVector;
}

/**
 * A lexical embedder that needs no model: the number of times that a term stands in the text, times ln((1 + n) / (1 + df)) + 1, where df
 * of the n texts hold the term (K. Spärck Jones, Journal of Documentation 28, 1972; smoothed as in scikit-learn). Cosines of such vectors
 * tell which texts share rare words, and nothing about meaning.
 */
export const fitTfIdf = (texts: readonly string[]): TfIdf => atOnce(fitSteps(texts));

/** {@link fitTfIdf} as steps, one a text. */
export function* fitSteps(texts: readonly string[]): Steps<TfIdf> {
  const documents = new Map<string, number>();
  for (const text of texts) {
    for (const term of new Set(termsOf(text))) documents.set(term, (documents.get(term) ?? 0) + 1);
    yield;
  }
  const rarity = (term: string) => Math.log((1 + texts.length) / (1 + (documents.get(term) ?? 0))) + 1;
  return {
    embed(text) {
      const counts = new Map<string, number>();
      for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
      const weights = [...counts].map(([term, count]) => [term, count * rarity(term)] as const);
      const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0));
      return new Map(weights.map(([term, weight]) => [term, Math.fround(weight / length)]));
    },
  };
}

/** Cosine of two vectors of `embed`, between 0 and 1. */
export function sparseCosine(a: SparseVector, b: SparseVector): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [term, weight] of few) dot += weight * (many.get(term) ?? 0);
  return Math.min(1, dot);
}

/** A term that two texts share. */
export interface SharedTerm {
  term: string;
  /** What it adds to the cosine: the product of its weights in both. */
  weight: number;
}

/** The terms that two vectors share, the weightiest first; their weights add up to the cosine. */
export const sharedTerms = (a: SparseVector, b: SparseVector): SharedTerm[] =>
  [...a]
    .flatMap(([term, weight]) => (b.has(term) ? [{ term, weight: weight * (b.get(term) ?? 0) }] : []))
    .sort((x, y) => y.weight - x.weight);

import type { Steps } from '@/lib/core/steps';
import type { Condition } from '../conditions';
import type { Sentence } from '../corpus';
import { type Candidate, candidatesOf, goldCandidates } from '../demonstrations';
import type { NerInput, Shown } from '../phases';
import { nearestFirst } from '../retrieval/order';
import type { SharedTerm } from '../retrieval/tf-idf';
import type { Similarity } from '../similarity-source';
import type { Loop } from './loop';

/** A sentence of a pool as it stands to a query. */
export interface Neighbour {
  id: string;
  text: string;
  /** The annotation that a prompt shows. */
  pairs: Shown['pairs'];
  /** The gold annotation; null where nobody has annotated the sentence. */
  entities: Sentence['entities'];
  /** Null where the run has no vector of one of the two. */
  similarity: number | null;
  /** From 1, the most similar of the pool. */
  rank: number | null;
  /** Mean votes of its entities; null for gold annotations. */
  score: number | null;
  /** The words that both hold, the weightiest first; empty where vectors are compared. */
  shared: SharedTerm[];
}

/** What was retrieved for a sentence in one condition. */
export interface Retrieved {
  /** Sentences that could be taken. */
  pool: number;
  /** In the order of the prompt. */
  taken: Neighbour[];
  /** How many of them the prompt shows; the others did not fit. Null before the sentence is asked about. */
  fitting: number | null;
  /** The most similar ones that were not taken. */
  close: Neighbour[];
  /** Similarities of those that were not taken, from high to low: the first ones, as many as a picture holds. */
  others: number[];
}

/** Sentences that were not taken and are shown beside those that were. */
const closeShown = 5;
const othersShown = 200;

/** The unlabelled sentences of a run, from the units of its first round. */
export function* unlabelledSteps(units: Iterable<{ unit: { input: unknown } }>): Steps<Map<string, Sentence>> {
  const sentences = new Map<string, Sentence>();
  for (const { unit } of units) {
    const input = unit.input as NerInput;
    if (input.kind === 'annotation' && input.round === 1) sentences.set(input.sentence.id, input.sentence);
    yield;
  }
  return sentences;
}

/** The sentences that a condition may show, as its phase sees them. */
export function poolOf(
  { source, selection }: Pick<Condition, 'source' | 'selection'>,
  { pools }: Pick<Loop, 'pools'>,
  sentences: ReadonlyMap<string, Sentence>,
): Candidate[] {
  if (source === 'gold') return goldCandidates([...sentences.values()]);
  const pool = pools.find(one => one.selection.id === selection?.id)?.state.pool;
  return source === 'self' && pool ? candidatesOf(pool, sentences) : [];
}

/**
 * How the demonstrations of a sentence stand to it. What was taken is what the unit holds: nothing is drawn anew. A step is one sentence of
 * the pool.
 */
export function* retrievedSteps({
  query,
  chosen,
  fitting,
  source,
  candidates,
  sentences,
  similarity,
}: {
  query: { id: string; text: string };
  chosen: readonly Shown[];
  fitting: number | null;
  source: Condition['source'];
  candidates: readonly Candidate[];
  sentences: ReadonlyMap<string, Sentence>;
  similarity: Similarity;
}): Steps<Retrieved> {
  const pool = candidates.filter(({ id }) => id !== query.id);
  const known = similarity.knows(query);
  const similarities: number[] = [];
  for (const candidate of pool) {
    similarities.push(known ? similarity(query, candidate) : 0);
    yield;
  }
  const order = known ? nearestFirst(pool.length, similarities) : [];
  const ranks = new Map(order.map((place, before) => [pool[place]?.id, before + 1]));
  const places = new Map(pool.map(({ id }, place) => [id, place]));
  const neighbour = ({ id, text, pairs }: Shown): Neighbour => {
    const place = places.get(id);
    const isCompared = known && place !== undefined && similarity.knows({ id, text });
    return {
      ...{ id, text, pairs },
      entities: sentences.get(id)?.entities ?? null,
      similarity: isCompared ? (similarities[place] ?? null) : null,
      rank: isCompared ? (ranks.get(id) ?? null) : null,
      score: source === 'self' && place !== undefined ? (pool[place]?.score ?? null) : null,
      shared: isCompared ? (similarity.shared?.(query, { id, text }) ?? []) : [],
    };
  };
  const taken = new Set(chosen.map(({ id }) => id));
  const left = order.filter(place => !taken.has(pool[place]?.id ?? ''));
  const close = left.slice(0, closeShown).flatMap(place => pool[place] ?? []);
  return {
    pool: pool.length,
    taken: chosen.map(neighbour),
    fitting,
    close: close.map(({ id, text, prediction }) => neighbour({ id, text, pairs: [...prediction] })),
    others: left.slice(0, othersShown).map(place => similarities[place] ?? 0),
  };
}

import { rotate } from '../rope';
import { type Moment, type Parameter, type Policy, type QueryHead, valueOf } from './contract';
import { dot, rowOf } from './vectors';

const farthest: Parameter = {
  name: 'farthest',
  title: 'Farthest distance',
  help: 'Attention is predicted 1, 2, 4, ... tokens ahead, up to here and to the length of the context.',
  default: 65_536,
  min: 1,
  max: 65_536,
  isInteger: true,
};

/**
 * TriAttention (arXiv 2604.04921): before rotation, the queries of a head lie close to their mean, so that attention is mostly a
 * trigonometric series of the distance. The score of a key is that of the mean query at distances of 1, 2, 4, ... ahead, and a term of norms for
 * how far queries stray from the mean. Of a group's query heads, whose scores are standardised first, the highest counts. The paper takes
 * the means from other texts; here they are those of the text so far.
 */
export const triAttention: Policy = {
  id: 'triattention',
  title: 'TriAttention',
  summary: 'Predicts attention from the average query and the distance alone, and keeps the keys that fit it best.',
  source: {
    authors: 'Mao et al., 2026',
    title: 'TriAttention: Efficient Long Reasoning with Trigonometric KV Compression',
    arxiv: '2604.04921',
    code: 'WeianMao/triattention, triattention/methods/triattention.py',
  },
  parameters: [farthest],
  needs: () => ({ keys: true, queryMoments: 'mean' }),
  protects: () => ({ first: 0, recent: 0 }),
  score(heads, moment) {
    const distances = distancesOf(moment);
    return heads.map(({ keys = empty, queries = [], length }) => {
      const series = queries.map(query => {
        const mean = averageAhead(query, distances, moment);
        const score = (_: unknown, slot: number) => scoreOf(rowOf(keys, slot, moment.headDim), mean, query);
        return standardised(Float32Array.from({ length }, score));
      });
      return Float32Array.from({ length }, (_, slot) => Math.max(...series.map(scores => scores[slot]!)));
    });
  },
};

const empty = new Float32Array();

/** 1, 2, 4, ... */
function distancesOf({ parameters, context }: Moment): number[] {
  const most = Math.min(valueOf(parameters, farthest), context);
  return Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, power) => 2 ** power);
}

/** The mean query, rotated to each of the positions ahead, averaged: the series is linear in the query. [headDim]. */
function averageAhead(
  { mean = empty }: QueryHead,
  distances: number[],
  { position, frequencies }: Moment,
): Float32Array {
  const average = new Float32Array(mean.length);
  for (const distance of distances) {
    const query = mean.slice();
    rotate(query, position + distance, frequencies);
    for (let i = 0; i < query.length; i++) average[i]! += query[i]! / distances.length;
  }
  return average;
}

function scoreOf(key: Float32Array, ahead: Float32Array, { mean = empty, magnitude = empty }: QueryHead): number {
  const half = magnitude.length;
  let strays = 0;
  for (let pair = 0; pair < half; pair++) {
    const reach = magnitude[pair]! - Math.hypot(mean[pair]!, mean[half + pair]!);
    strays += reach * Math.hypot(key[pair]!, key[half + pair]!);
  }
  return dot(ahead, key) + strays;
}

/** To mean 0 and standard deviation 1. */
function standardised(scores: Float32Array): Float32Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  const deviation = Math.max(Math.sqrt(variance), 1e-6);
  return scores.map(score => (score - mean) / deviation);
}

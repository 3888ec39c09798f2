import { rotate } from '../rope';
import { type Moment, type Parameter, type Policy, type QueryHead, valueOf } from './contract';
import { dotRow } from './vectors';

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
      const lengths = pairLengths(keys, moment.headDim);
      const scores = new Float32Array(length).fill(-Infinity);
      for (const query of queries) {
        const ahead = averageAhead(query, distances, moment);
        const strays = straysOf(query);
        const series = new Float32Array(length).map(
          (_, slot) => dotRow(ahead, keys, slot) + dotRow(strays, lengths, slot),
        );
        standardised(series).forEach((score, slot) => (scores[slot] = Math.max(scores[slot]!, score)));
      }
      return scores;
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

/** How far the queries stray from their mean: mean length less length of the mean, of each pair. [headDim / 2]. */
const straysOf = ({ mean = empty, magnitude = empty }: QueryHead): Float32Array => {
  const ofMean = pairLengths(mean, mean.length);
  return magnitude.map((length, pair) => length - ofMean[pair]!);
};

/** Length of each rotated pair of each row: [row][size / 2]. */
function pairLengths(matrix: Float32Array, size: number): Float32Array {
  const half = size / 2;
  return new Float32Array(matrix.length / 2).map((_, i) => {
    const at = Math.floor(i / half) * size + (i % half);
    return Math.sqrt(matrix[at]! ** 2 + matrix[at + half]! ** 2);
  });
}

/** To mean 0 and standard deviation 1. */
function standardised(scores: Float32Array): Float32Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  const deviation = Math.max(Math.sqrt(variance), 1e-6);
  return scores.map(score => (score - mean) / deviation);
}

import { attentionLogits, meanOf, softmax } from './attention';
import { type HeadView, type Moment, type Parameter, type Policy, valueOf } from './contract';
import { needsQueriesOf, observationWindow, protectsAtMostHalf } from './observation-window';
import { inTokenOrder, maxPool } from './token-order';
import { dot, dotRow, meanRow, normalised, rowOf } from './vectors';

const windowLength = observationWindow(8);
const poolingWidth: Parameter = {
  name: 'pooling',
  title: 'Pooling width',
  help: 'Neighbouring tokens of which the highest attention counts.',
  default: 7,
  min: 1,
  max: 63,
  isInteger: true,
};
const importance: Parameter = {
  name: 'importance',
  title: 'Weight of attention',
  help: 'Weight of the attention received; the rest is that of not repeating others.',
  // As in the authors' code.
  default: 0.07,
  min: 0,
  max: 1,
  isInteger: false,
};

/** Keys that are more alike than this repeat each other. */
const threshold = 0.5;

/**
 * R-KV (Cai et al., arXiv 2505.24133; the details are those of the authors' code): attention from an observation window minus the
 * mean cosine to all other keys, each in shares of 1. Of keys that repeat each other, the newest is not blamed.
 */
export const rkv: Policy = {
  id: 'rkv',
  title: 'R-KV',
  summary: 'Keeps tokens that receive attention and whose keys do not repeat those of others; made for long reasoning.',
  source: {
    authors: 'Cai et al., 2025',
    title: 'R-KV: Redundancy-aware KV Cache Compression for Reasoning Models',
    arxiv: '2505.24133',
    code: 'Zefan-Cai/R-KV, rkv/compression/r1_kv.py',
  },
  parameters: [windowLength, poolingWidth, importance],
  needs: needsQueriesOf(windowLength),
  protects: protectsAtMostHalf(windowLength),
  score: (heads, moment) =>
    heads.map(view => {
      const order = inTokenOrder(view.tokens);
      const past = order.slice(0, Math.max(0, view.length - moment.protects.recent));
      const attention = maxPool([...attentionTo(past, view, moment)], valueOf(moment.parameters, poolingWidth));
      const redundancy = redundancyOf(order, view, moment.headDim);
      const weight = valueOf(moment.parameters, importance);
      const scores = new Float32Array(view.length);
      past.forEach((slot, i) => (scores[slot] = weight * attention[i]! - (1 - weight) * redundancy[i]!));
      return scores;
    }),
};

/** Attention from the window to older slots, in shares of 1; of a group's query heads, the highest score counts: [past]. */
function attentionTo(past: readonly number[], view: HeadView, { position, protects }: Moment): Float32Array {
  const heads = (view.queries ?? []).map(query => attentionLogits(view, query, protects.recent, position));
  const rows = (heads[0] ?? []).map((_, query) =>
    softmax(Float32Array.from(past, slot => Math.max(...heads.map(rows => rows[query]![slot]!)))),
  );
  return meanOf(rows, past.length);
}

/**
 * Mean cosine of each key to all others, in shares of 1, in the order of tokens; without those to keys whose newest double it is. The sum of
 * all cosines of a key is its product with the sum of all directions, so that only the newest double of each key is searched for.
 */
function redundancyOf(order: readonly number[], { keys }: HeadView, headDim: number): Float32Array {
  const directions = normalised(keys, headDim);
  const mean = meanRow(directions, headDim);
  const means = new Float32Array(order.length);
  order.forEach((slot, i) => {
    const own = rowOf(directions, slot, headDim);
    means[i]! += dot(mean, own) - dot(own, own) / order.length;
    for (let newest = order.length - 1; newest >= 0; newest--) {
      const cosine = newest === i ? 0 : dotRow(own, directions, order[newest]!);
      if (cosine <= threshold) continue;
      means[newest]! -= cosine / order.length;
      break;
    }
  });
  return softmax(means);
}

import { meanOf, softmax } from './attention';
import { type HeadView, type Moment, type Parameter, type Policy, type QueryHead, valueOf } from './contract';
import { protectsSinks, sinks } from './sinks';
import { dot, dotRow, norms, rowOf } from './vectors';

const future: Parameter = {
  name: 'future',
  title: 'Future positions',
  help: 'Next positions over which the rotation of the queries is averaged.',
  default: 512,
  min: 1,
  max: 4096,
  isInteger: true,
};

/**
 * Expected Attention (Devoto et al., arXiv 2510.00636): queries to come are taken as normally distributed, with the mean and the
 * covariance of those so far. Then E exp(q . k / sqrt d) = exp(k . mu / sqrt d + k' Sigma k / 2d), which is weighed by the norm of the value.
 */
export const expectedAttention: Policy = {
  id: 'expected-attention',
  title: 'Expected Attention',
  summary: 'Predicts from the queries so far what queries to come will attend to, and keeps that.',
  source: {
    authors: 'Devoto et al., 2025',
    title: 'Expected Attention: KV Cache Compression by Estimating Attention from Future Queries Distribution',
    arxiv: '2510.00636',
    code: 'NVIDIA/kvpress, kvpress/presses/expected_attention_press.py',
  },
  isChosenAtFirst: true,
  parameters: [future, sinks],
  needs: () => ({ keys: true, values: true, queryMoments: 'covariance' }),
  protects: protectsSinks,
  score(heads, moment) {
    const rotation = meanRotation(moment);
    return heads.map(view => {
      const others = Array.from(view.tokens, (_, slot) => slot).filter(
        slot => view.tokens[slot]! >= moment.protects.first,
      );
      const keys = others.map(slot => rotateBack(rowOf(view.keys ?? empty, slot, moment.headDim), rotation));
      const attention = meanOf((view.queries ?? []).map(query => expected(keys, query)), others.length); // prettier-ignore
      return weighByValues(view, others, attention, moment);
    });
  },
};

const empty = new Float32Array();

/** The mean of the rotations of the next positions: each pair turns and shrinks. [headDim / 2] cosines and sines. */
function meanRotation({ frequencies, position, parameters }: Moment): { cos: Float64Array; sin: Float64Array } {
  const count = valueOf(parameters, future);
  const mean = (of: (angle: number) => number) =>
    frequencies.map(frequency => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += of((position + i) * frequency);
      return sum / count;
    });
  return { cos: mean(Math.cos), sin: mean(Math.sin) };
}

/** R' k, because k . R mu = R' k . mu, and k' (R Sigma R') k likewise: the statistics stay as they are. */
function rotateBack(key: Float32Array, { cos, sin }: { cos: Float64Array; sin: Float64Array }): Float32Array {
  const half = cos.length;
  return key.map((value, i) =>
    i < half ? cos[i]! * value + sin[i]! * key[half + i]! : cos[i - half]! * value - sin[i - half]! * key[i - half]!,
  );
}

/** Attention that a query of that distribution is expected to pay, as shares of 1: [key]. */
function expected(keys: readonly Float32Array[], { mean = empty, covariance = empty }: QueryHead): Float32Array {
  return softmax(
    Float32Array.from(keys, key => {
      const size = key.length;
      let variance = 0;
      for (let i = 0; i < size; i++) variance += key[i]! * dotRow(key, covariance, i);
      return dot(mean, key) / Math.sqrt(size) + variance / (2 * size);
    }),
  );
}

function weighByValues(view: HeadView, slots: number[], attention: Float32Array, { headDim }: Moment): Float32Array {
  const lengths = norms(view.values, headDim);
  const scores = new Float32Array(view.length);
  slots.forEach((slot, i) => (scores[slot] = attention[i]! * lengths[slot]!));
  return scores;
}

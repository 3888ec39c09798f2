import { softmax } from './attention';
import { type Parameter, type Policy, valueOf } from './contract';
import { protectsSinks, sinks } from './sinks';
import { inTokenOrder } from './token-order';

const lag: Parameter = {
  name: 'lag',
  title: 'Length of a part',
  help: 'Tokens of each part of the text; a part is compared with the next one.',
  default: 128,
  min: 4,
  max: 1024,
  isInteger: true,
};

/**
 * LagKV (Liang et al., arXiv 2504.04704): the text is cut into parts. In each, the tokens whose keys and values vary most, in the
 * range of those of the next part, rank highest. The last whole part and what follows it have no next part and come before all others, the
 * newest first.
 */
export const lagkv: Policy = {
  id: 'lagkv',
  title: 'LagKV',
  summary:
    'Keeps the tokens whose keys and values stand out from those that follow a little later; needs no attention at all.',
  source: {
    authors: 'Liang et al., 2025',
    title: 'LagKV: Lag-Relative Information of the KV Cache Tells Which Tokens Are Important',
    arxiv: '2504.04704',
    code: 'NVIDIA/kvpress, kvpress/presses/lagkv_press.py',
  },
  parameters: [lag, sinks],
  needs: () => ({ keys: true, values: true }),
  protects: protectsSinks,
  score: (heads, { headDim, parameters, protects }) =>
    heads.map(({ tokens, keys, values, length }) => {
      const size = valueOf(parameters, lag);
      const order = inTokenOrder(tokens).filter(slot => tokens[slot]! >= protects.first);
      const scores = new Float32Array(length).fill(1);
      for (let from = 0; from + 2 * size <= order.length; from += size) {
        const part = order.slice(from, from + size);
        const next = order.slice(from + size, from + 2 * size);
        const [ofKeys, ofValues] = [keys, values].map(rows => deviations(rows ?? empty, part, next, headDim));
        const mean = part.map((slot, i) => ({ slot, score: (ofKeys![i]! + ofValues![i]!) / 2 }));
        mean.sort((a, b) => a.score - b.score).forEach(({ slot }, rank) => (scores[slot] = rank / size));
      }
      return scores;
    }),
};

const empty = new Float32Array();

/** Standard deviation over the channels of each row of a part, in the range of the next part, as shares of 1: [part]. */
function deviations(rows: Float32Array, part: number[], next: number[], headDim: number): Float32Array {
  const ranges = Array.from({ length: headDim }, (_, channel) => {
    const reference = next.map(slot => rows[slot * headDim + channel]!);
    const least = Math.min(...reference);
    // A channel that is constant tells nothing.
    return { least, width: Math.max(...reference) - least || Infinity };
  });
  return softmax(
    Float32Array.from(part, slot => {
      const relative = ranges.map(({ least, width }, channel) => (rows[slot * headDim + channel]! - least) / width);
      const mean = relative.reduce((sum, one) => sum + one, 0) / headDim;
      return Math.sqrt(relative.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (headDim - 1));
    }),
  );
}

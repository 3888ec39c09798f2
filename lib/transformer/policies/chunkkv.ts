import { type Parameter, type Policy, valueOf } from './contract';
import { needsWindow, poolingWidth, protectsWindow, scoreByWindow, windowLength } from './observation-window';

const chunkLength: Parameter = {
  name: 'chunk',
  title: 'Chunk length',
  help: 'Neighbouring tokens that stay or go together.',
  default: 20,
  min: 2,
  max: 256,
  isInteger: true,
};

/**
 * ChunkKV (Liu et al., arXiv 2502.00299) over the scores of SnapKV: chunks of neighbouring tokens stay or go as a whole, the same
 * in all heads of a layer. Of the chunk that fits in part, the newest tokens stay.
 */
export const chunkkv: Policy = {
  id: 'chunkkv',
  title: 'ChunkKV',
  summary:
    'Scores tokens like SnapKV, but keeps or evicts whole phrases of neighbouring tokens, the same ones in all heads of a layer.',
  source: {
    authors: 'Liu et al., 2025',
    title: 'ChunkKV: Semantic-Preserving KV Cache Compression for Efficient Long-Context LLM Inference',
    arxiv: '2502.00299',
    code: 'NVIDIA/kvpress, kvpress/presses/chunkkv_press.py',
  },
  parameters: [windowLength, poolingWidth, chunkLength],
  needs: needsWindow,
  protects: protectsWindow,
  score(heads, moment) {
    const scores = scoreByWindow(heads, moment);
    const length = valueOf(moment.parameters, chunkLength);
    // A slot holds the same token in all heads of a layer.
    const [{ tokens } = { tokens: new Int32Array() }] = heads;
    const newest = tokens.toSorted().at(-moment.protects.recent) ?? 0;
    const chunks = new Map<number, { sum: number; count: number }>();
    const chunkOf = (token: number) => Math.floor(token / length);
    tokens.forEach((token, slot) => {
      // The window has no scores.
      if (token >= newest) return;
      const chunk = chunks.get(chunkOf(token)) ?? { sum: 0, count: 0 };
      for (const one of scores) chunk.sum += one[slot]!;
      chunk.count++;
      chunks.set(chunkOf(token), chunk);
    });
    const means = Float32Array.from(tokens, token => {
      const { sum, count } = chunks.get(chunkOf(token)) ?? { sum: 0, count: 1 };
      return sum / count;
    });
    return heads.map(() => means.slice());
  },
};

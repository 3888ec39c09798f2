import type { ModelConfig } from '@/lib/transformer/config';
import type { LearnedCompression } from '@/lib/transformer/learned/contract';
import { type RandomWeights, randomWeights } from './random-model';

export const dmcLearned: LearnedCompression = { method: 'dmc', values: { window: 5, offset: 5 } };
export const dmsLearned: LearnedCompression = {
  method: 'dms',
  values: { window: 6, scale: 100, offset: 5, marksBefore: 1 },
};
export const learnedModels: [string, LearnedCompression][] = [
  ['DMC', dmcLearned],
  ['DMS', dmsLearned],
  ['DMS of FastDMS', { method: 'dms', values: { ...dmsLearned.values, marksBefore: 0 } }],
];

/** Random weights of which the borrowed channel of keys is so large that some tokens are merged and others are not. */
export function undecidedWeights(config: ModelConfig, seed: number): RandomWeights {
  const weights = randomWeights(config, seed);
  const name = /layers\.\d+\.self_attn\.k_proj\.(weight|bias)$/;
  return {
    has: tensor => weights.has(tensor),
    get(tensor) {
      const values = weights.get(tensor);
      const width = tensor.endsWith('bias') ? 1 : config.hiddenSize;
      const isBorrowed = (i: number) => Math.floor(i / width) % config.headDim === config.headDim - 1;
      return config.learned?.method === 'dmc' && name.test(tensor)
        ? values.map((value, i) => (isBorrowed(i) ? 8 * value : value))
        : values;
    },
  };
}

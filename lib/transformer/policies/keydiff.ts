import type { Policy } from './contract';
import { dotRow, meanRow, normalised } from './vectors';

/** KeyDiff (Park et al., arXiv 2504.15364): keys that differ most from the mean direction of all keys. */
export const keydiff: Policy = {
  id: 'keydiff',
  title: 'KeyDiff',
  summary: 'Keeps the tokens whose keys point elsewhere than the average key, because the rest repeat each other.',
  source: {
    authors: 'Park et al., 2025',
    title:
      'KeyDiff: Key Similarity-Based KV Cache Eviction for Long-Context LLM Inference in Resource-Constrained Environments',
    arxiv: '2504.15364',
    code: 'NVIDIA/kvpress, kvpress/presses/keydiff_press.py',
  },
  isChosenAtFirst: true,
  parameters: [],
  needs: () => ({ keys: true }),
  protects: () => ({ first: 0, recent: 0 }),
  score: (heads, { headDim }) =>
    heads.map(({ keys, length }) => {
      const directions = normalised(keys, headDim);
      const mean = normalised(meanRow(directions, headDim), headDim);
      return new Float32Array(length).map((_, slot) => -dotRow(mean, directions, slot));
    }),
};

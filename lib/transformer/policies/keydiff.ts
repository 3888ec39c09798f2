import { meanOf } from './attention';
import type { Policy } from './contract';
import { dot, normalised, rowOf } from './vectors';

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
  parameters: [],
  needs: () => ({ keys: true }),
  protects: () => ({ first: 0, recent: 0 }),
  score: (heads, { headDim }) =>
    heads.map(({ keys, length }) => {
      const directions = normalised(keys, headDim);
      const rows = Array.from({ length }, (_, slot) => rowOf(directions, slot, headDim));
      const mean = normalised(meanOf(rows, headDim), headDim);
      return Float32Array.from(rows, row => -dot(row, mean));
    }),
};

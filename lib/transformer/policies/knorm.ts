import type { Policy } from './contract';
import { norms } from './vectors';

/** Key norm (Devoto et al., arXiv 2406.11430): keys of small L2 norm receive much attention. */
export const knorm: Policy = {
  id: 'knorm',
  title: 'Key norm',
  summary: 'Keeps the tokens whose keys are short, because queries tend to attend to them; needs no attention at all.',
  source: {
    authors: 'Devoto et al., 2024',
    title: 'A Simple and Effective L2 Norm-Based Strategy for KV Cache Compression',
    arxiv: '2406.11430',
    code: 'NVIDIA/kvpress, kvpress/presses/knorm_press.py',
  },
  parameters: [],
  needs: () => ({ keys: true }),
  protects: () => ({ first: 0, recent: 0 }),
  score: (heads, { headDim }) => heads.map(({ keys }) => norms(keys, headDim).map(norm => -norm)),
};

import { jointly } from './allocation';
import type { Policy } from './contract';
import { protectsSinks, sinks } from './sinks';

/**
 * KVzip (Kim et al., arXiv 2505.23416): the model reads the text once more, and a slot is worth the most attention that it
 * receives meanwhile. All heads of all layers compete for the whole budget. Costs a second reading at every removal.
 */
export const kvzip: Policy = {
  id: 'kvzip',
  title: 'KVzip',
  summary:
    'Lets the model read the text twice and keeps what the second reading attends to: expensive, and a bound for the others.',
  source: {
    authors: 'Kim et al., 2025',
    title: 'KVzip: Query-Agnostic KV Cache Compression with Context Reconstruction',
    arxiv: '2505.23416',
    code: 'NVIDIA/kvpress, kvpress/presses/kvzip_press.py',
  },
  parameters: [sinks],
  needs: () => ({ reconstruction: true }),
  protects: protectsSinks,
  score: heads => heads.map(({ reconstruction, length }) => reconstruction?.slice() ?? new Float32Array(length)),
  allocate(scores, budget) {
    const kept = jointly(scores.flat(), budget, 0);
    return scores.map(heads => heads.map(() => kept.shift() ?? 0));
  },
};

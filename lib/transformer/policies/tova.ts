import { meanAttention, meanOf } from './attention';
import type { Policy } from './contract';

/**
 * Token Omission Via Attention (Oren et al., arXiv 2401.06104): what the newest token attends to, averaged over all heads of a layer.
 * All heads of a layer keep the same tokens, so that a slot holds the same token in each of them.
 */
export const tova: Policy = {
  id: 'tova',
  title: 'TOVA',
  summary: 'Keeps the tokens that the newest token attends to most, the same ones in all heads of a layer.',
  source: { authors: 'Oren et al., 2024', title: 'Transformers are Multi-State RNNs', arxiv: '2401.06104' },
  isChosenAtFirst: true,
  parameters: [],
  needs: () => ({ keys: true, recentQueries: 1 }),
  protects: () => ({ first: 0, recent: 1 }),
  score(heads, { position }) {
    const mean = meanOf(heads.map(view => meanAttention(view, 1, position)), heads[0]?.length ?? 0); // prettier-ignore
    return heads.map(() => mean.slice());
  },
};

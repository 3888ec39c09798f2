import { hasTokens, type Technique } from './contract';

const sentence =
  'A score says which tokens stay (SnapKV, H2O, TOVA, Expected Attention and others); the size depends only on the budget.';

/** Keeps a share of the tokens, whatever the score. */
export const evictionByShare: Technique = {
  id: 'eviction-share',
  title: 'Evict a share of the tokens',
  short: 'Share evicted',
  sentence,
  source: 'as kvpress counts it: github.com/NVIDIA/kvpress',
  fields: { removed: { label: 'Removed', suffix: '% of the tokens', default: 50, min: 0, max: 99, step: 0.5 } },
  suits: hasTokens,
  keep: (slots, { removed = 0 }) => Math.floor(slots * (1 - removed / 100)),
};

/** Keeps at most so many tokens, whatever the score. */
export const evictionBySlots: Technique = {
  id: 'eviction-slots',
  title: 'Evict down to a budget of slots',
  short: 'Slot budget',
  sentence,
  source: 'Oren et al. 2024 (TOVA), arXiv 2401.06104; Zhang et al. 2023 (H2O), arXiv 2306.14048',
  fields: { slots: { label: 'Budget', suffix: 'slots', default: 2_048, min: 1, max: 1_048_576 } },
  suits: hasTokens,
  keep: (slots, { slots: budget = Infinity }) => Math.min(slots, budget),
};

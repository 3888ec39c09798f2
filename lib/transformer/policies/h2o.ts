import { type HeadView, type Parameter, type ParameterValues, type Policy, type Protected, valueOf } from './contract';

export const recentShare: Parameter = {
  name: 'recent',
  title: 'Share of recent tokens',
  help: 'Part of the budget that goes to the newest tokens.',
  default: 0.5,
  min: 0,
  max: 1,
  isInteger: false,
};

export const protectsRecentShare = (parameters: ParameterValues, budget: number): Protected => ({
  first: 0,
  recent: Math.max(1, Math.floor(valueOf(parameters, recentShare) * budget)),
});

export const attentionReceived = (heads: readonly HeadView[]): Float32Array[] =>
  heads.map(({ attention, length }) => attention?.slice() ?? new Float32Array(length));

/**
 * Heavy-Hitter Oracle (Zhang et al., arXiv 2306.14048, algorithm 1): tokens that received the most attention so far, and the newest ones;
 * each half of the budget.
 */
export const h2o: Policy = {
  id: 'h2o',
  title: 'H2O',
  summary: 'Keeps the tokens that received the most attention so far, and as many of the newest ones.',
  source: {
    authors: 'Zhang et al., 2023',
    title: 'H2O: Heavy-Hitter Oracle for Efficient Generative Inference of Large Language Models',
    arxiv: '2306.14048',
  },
  isChosenAtFirst: true,
  parameters: [recentShare],
  needs: () => ({ attention: true }),
  protects: protectsRecentShare,
  score: attentionReceived,
};

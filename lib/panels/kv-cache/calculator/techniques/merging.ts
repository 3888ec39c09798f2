import { hasHeads, type Technique } from './contract';

/** Dynamic Memory Compression: a trained model merges tokens into the last slot of a head. */
export const dmc: Technique = {
  id: 'dmc',
  title: 'DMC: merge tokens',
  short: 'DMC',
  sentence:
    'The model is trained to merge a token into the last slot or to append it, in every head. The ratio is the mean over heads.',
  source: 'Nawrot et al. 2024, arXiv 2403.09636',
  fields: { ratio: { label: 'Ratio', suffix: 'times smaller', default: 4, min: 1, max: 64, step: 0.1 } },
  suits: hasHeads,
  keep: (slots, { ratio = 1 }) => Math.ceil(slots / ratio),
};

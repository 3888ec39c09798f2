import { hasHeads, type Technique } from './contract';

/** Dynamic Memory Sparsification: a trained model marks tokens, which are dropped when they leave a window. */
export const dms: Technique = {
  id: 'dms',
  title: 'DMS: evict tokens after a delay',
  short: 'DMS',
  sentence:
    'The model is trained to mark tokens, and drops them when they leave a window. All tokens in the window stay, so a short text is hardly compressed.',
  source: 'Łańcucki et al. 2025, arXiv 2506.05345',
  fields: {
    ratio: { label: 'Ratio beyond the window', suffix: 'times smaller', default: 8, min: 1, max: 64, step: 0.1 },
    window: { label: 'Window', suffix: 'tokens', default: 256, min: 0, max: 65_536 },
  },
  suits: hasHeads,
  keep: (slots, { ratio = 1, window = 0 }) => (slots <= window ? slots : window + Math.ceil((slots - window) / ratio)),
};

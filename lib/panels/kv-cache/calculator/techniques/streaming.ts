import { hasTokens, type Technique } from './contract';

/** Keeps the first tokens and the last ones. */
export const streaming: Technique = {
  id: 'streaming',
  title: 'Sinks and a window',
  short: 'Sinks and window',
  sentence:
    'Only the first tokens and the last ones stay, in every layer. Without training; what lies between is lost.',
  source: 'StreamingLLM: Xiao et al. 2023, arXiv 2309.17453',
  fields: {
    sinks: { label: 'First tokens', suffix: 'tokens', default: 4, min: 0, max: 4_096 },
    window: { label: 'Last tokens', suffix: 'tokens', default: 2_044, min: 1, max: 1_048_576 },
  },
  suits: hasTokens,
  keep: (slots, { sinks = 0, window = Infinity }) => Math.min(slots, sinks + window),
};

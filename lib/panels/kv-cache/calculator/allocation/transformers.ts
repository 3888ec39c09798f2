import type { Allocation } from './contract';

/** The dynamic cache of Hugging Face transformers. */
export const transformers: Allocation = {
  id: 'transformers',
  title: 'transformers',
  difference:
    'The dynamic cache grows token by token; between steps a window holds one token less than its size, and a convolution one column more.',
  growing: entries => entries,
  window: (tokens, { size }) => Math.min(tokens, Math.max(size - 1, 0)),
  columns: ({ span }) => span,
};

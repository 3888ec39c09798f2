import type { Allocation } from './contract';

/** Exactly what the layers need. */
export const ideal: Allocation = {
  id: 'ideal',
  title: 'Ideal',
  difference: 'Every layer holds exactly what it needs: no page is partly empty, and a window holds its tokens.',
  growing: entries => entries,
  window: (tokens, { size }) => Math.min(tokens, size),
  columns: ({ span }) => span - 1,
};

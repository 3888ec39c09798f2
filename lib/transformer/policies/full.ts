import type { Policy } from './contract';

/** The control: everything stays. */
export const full: Policy = {
  id: 'full',
  title: 'Full cache',
  summary: 'Keeps every token in every head.',
  source: null,
  parameters: [],
  needs: () => ({}),
  protects: () => ({ first: 0, recent: 0 }),
  score: null,
};

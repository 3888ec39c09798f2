import { formatPresets } from '../cache/format';
import type { Policy } from './contract';

/** Nothing is evicted: all tokens stay, in fewer bits. One policy a format that has a name in the field. */
export const quantised: readonly Policy[] = formatPresets.map(({ id, label, source, format }) => ({
  id: `quantised-${id}`,
  title: `Quantised, ${label}`,
  summary: `Keeps every token in fewer bits, whatever the budget. ${source}`,
  source: null,
  format,
  parameters: [],
  needs: () => ({}),
  protects: () => ({ first: 0, recent: 0 }),
  score: null,
}));

import type { Policy } from './contract';

/** The baseline that a policy has to beat: each head keeps other tokens, by chance. */
export const randomEviction: Policy = {
  id: 'random',
  title: 'Random',
  summary: 'Evicts tokens by chance; only the newest one is safe.',
  source: null,
  isChosenAtFirst: true,
  parameters: [],
  needs: () => ({}),
  protects: () => ({ first: 0, recent: 1 }),
  score: (heads, { random }) =>
    heads.map(({ layer, head, length }) => {
      const stream = random(layer, head);
      return Float32Array.from({ length }, () => stream.next());
    }),
};

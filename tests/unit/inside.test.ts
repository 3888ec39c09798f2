import { describe, expect, it } from 'vitest';
import { largest, readable, weightsOf } from '@/components/workbench/inside/reading';

const row = (...weights: number[]) => Float32Array.from(weights);
const insight = {
  layers: 1,
  heads: 2,
  tokens: ['a', 'b'],
  attention: [
    [row(1), row(0.25, 0.75)],
    [row(1), row(0.75, 0.25)],
  ],
};

describe('reading an insight', () => {
  it('gives one head as it is, and the mean of all', () => {
    expect([...weightsOf(insight, 1, 1)]).toEqual([0.75, 0.25]);
    expect([...weightsOf(insight, 'mean', 1)]).toEqual([0.5, 0.5]);
    expect([...weightsOf(insight, 7, 1)]).toEqual([]);
  });

  it('finds the largest weights, the earlier of equals first', () => {
    expect(largest(row(0.1, 0.4, 0.1, 0.4), 3)).toEqual([
      { position: 1, weight: expect.closeTo(0.4) as number },
      { position: 3, weight: expect.closeTo(0.4) as number },
      { position: 0, weight: expect.closeTo(0.1) as number },
    ]);
  });

  it('makes tokens visible that nobody could see', () => {
    expect([' a', '\n', '', 'b'].map(readable)).toEqual(['␣a', '↵', '∅', 'b']);
  });
});

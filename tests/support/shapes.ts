import fc from 'fast-check';
import type { ModelConfig } from '@/lib/transformer/config';
import type { RopeScaling } from '@/lib/transformer/rope';

/** Small model shapes of every kind: odd widths, one head to several, grouped or not, tied or not. */
export const shapes: fc.Arbitrary<ModelConfig> = fc
  .record({
    vocabSize: fc.integer({ min: 3, max: 41 }),
    hiddenSize: fc.integer({ min: 8, max: 50 }),
    intermediateSize: fc.integer({ min: 1, max: 70 }),
    layers: fc.integer({ min: 1, max: 3 }),
    kvHeads: fc.integer({ min: 1, max: 3 }),
    group: fc.integer({ min: 1, max: 3 }),
    halfHead: fc.integer({ min: 1, max: 10 }),
    ropeTheta: fc.constantFrom(100, 10_000, 500_000),
    tiedEmbedding: fc.boolean(),
    qkvBias: fc.boolean(),
    ropeScaling: fc.constantFrom<RopeScaling>(
      { kind: 'none' },
      { kind: 'linear', factor: 2 },
      { kind: 'llama3', factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 64 },
    ),
  })
  .map(({ group, halfHead, ...rest }) => ({
    ...rest,
    heads: rest.kvHeads * group,
    headDim: 2 * halfHead,
    context: 160,
    rmsNormEps: 1e-5,
    endTokens: [0],
  }));

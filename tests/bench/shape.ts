import type { ModelConfig } from '@/lib/transformer/config';

/** The shape that engines are compared on: 8.39M parameters, about that of the embedded model. Decoding at 1024 needs room beyond it. */
export const benchShape: ModelConfig = {
  vocabSize: 4096,
  hiddenSize: 256,
  intermediateSize: 768,
  layers: 8,
  heads: 8,
  kvHeads: 4,
  headDim: 32,
  context: 1100,
  ropeTheta: 10_000,
  ropeScaling: { kind: 'none' },
  qkvBias: false,
  rmsNormEps: 1e-5,
  tiedEmbedding: false,
  endTokens: [],
};

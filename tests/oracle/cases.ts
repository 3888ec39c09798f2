import type { ModelConfig } from '@/lib/transformer/config';

/** One kind of arithmetic that a file may ask for, on a small shape: its weights are random, from a seed. */
export interface OracleCase {
  name: string;
  config: ModelConfig;
}

/** Tokens of the (random) prompt, and tokens drawn after it. */
export const promptTokens = 40;
export const drawnTokens = 24;

/** Of the prompt; weights have seeds of their own. */
export const promptSeed = 7;

const plain: ModelConfig = {
  vocabSize: 97,
  hiddenSize: 64,
  intermediateSize: 96,
  layers: 3,
  heads: 4,
  kvHeads: 2,
  headDim: 16,
  context: 256,
  ropeTheta: 10_000,
  ropeScaling: { kind: 'none' },
  qkvBias: false,
  rmsNormEps: 1e-5,
  tiedEmbedding: false,
  endTokens: [2],
};

/** Every field that changes the arithmetic changes in one of them. */
export const oracleCases: readonly OracleCase[] = [
  { name: 'grouped queries', config: plain },
  { name: 'one KV head for each query head, tied embedding', config: { ...plain, kvHeads: 4, tiedEmbedding: true } },
  { name: 'heads wider than their share of the stream', config: { ...plain, headDim: 32, heads: 3, kvHeads: 1 } },
  { name: 'biases (Qwen2)', config: { ...plain, qkvBias: true, tiedEmbedding: true, rmsNormEps: 1e-6, kvHeads: 1 } },
  { name: 'positions scaled linearly', config: { ...plain, ropeScaling: { kind: 'linear', factor: 4 } } },
  {
    name: 'frequencies scaled as in Llama 3.1, beyond the original context',
    config: {
      ...plain,
      ropeTheta: 500_000,
      ropeScaling: { kind: 'llama3', factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 32 },
    },
  },
  { name: 'a large base of rotation', config: { ...plain, ropeTheta: 1_000_000, hiddenSize: 96, heads: 6 } },
];

/** What another program computed for a case. */
export interface Recorded {
  name: string;
  /** Of the weights: the first whose choices are clear at every step. */
  seed: number;
  /** Taken greedily after the prompt: [drawnTokens]. */
  tokens: number[];
  /** Smallest lead of a taken token over the next likeliest, as a difference of log-probabilities. */
  margin: number;
  /** At some steps, the likeliest tokens and their natural log-probabilities. */
  steps: { step: number; ids: number[]; logprobs: number[] }[];
  /** Largest difference of these log-probabilities to those of the second program, which took the same tokens. */
  second: number;
}

export interface OracleFile {
  /** Date, and what computed: the first is compared with, the second agreed with it. */
  recorded: { date: string; first: string; second: string };
  cases: Recorded[];
}

import { describe, expect, it } from 'vitest';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend, BackendBuilder } from '@/lib/transformer/contract';
import { logProbability } from '@/lib/transformer/sampling';
import { drawnTokens, oracleCases, type OracleFile, promptSeed, promptTokens } from '../../oracle/cases';
import oracle from '../../oracle/llama.json';
import { build } from '../../support/build';
import { readKernels } from '../../support/kernels';
import { randomTokens, randomWeights } from '../../support/random-model';

/**
 * What llama.cpp computes for the same weights, and ONNX Runtime agrees with: code that shares nothing with ours. The random models' other
 * tests compare our backends with each other, and would not see a misreading that all of them share.
 */
const { cases } = oracle as OracleFile;

const backends: [string, (config: ModelConfig) => Promise<BackendBuilder>, tolerance: number][] = [
  ['reference', startReferenceBackend, 2e-5],
  ['wasm-f32', config => startWasmBackend(config, 'f32', readKernels()), 2e-5],
  ['wasm-int8', config => startWasmBackend(config, 'int8', readKernels()), 0.06],
];

/** Log-probabilities at every step of reading the prompt, then the tokens that llama.cpp took. */
async function read(backend: Backend, prompt: readonly number[], taken: readonly number[]): Promise<Float32Array[]> {
  const sequence = backend.cache.open();
  const logits: Float32Array[] = [];
  for (const tokens of [prompt, ...taken.slice(0, -1).map(token => [token])])
    logits.push((await backend.forward([{ sequence, tokens, want: 'last' }]))[0]!.logits[0]!);
  return logits;
}

describe('other programs compute the same', () => {
  it('for every kind of arithmetic', () => {
    expect(cases.map(({ name }) => name)).toEqual(oracleCases.map(({ name }) => name));
  });

  describe.each(backends)('as %s', (name, start, tolerance) => {
    it.each(oracleCases)('$name', async ({ name: kind, config }) => {
      const { seed, tokens, steps } = cases.find(recorded => recorded.name === kind)!;
      const weights = randomWeights(config, seed);
      const backend = await build(await start(config), config, weights);
      const logits = await read(backend, randomTokens(promptTokens, config.vocabSize, promptSeed), tokens);
      expect(logits).toHaveLength(drawnTokens);
      for (const { step, ids, logprobs } of steps)
        ids.forEach((id, i) => {
          const difference = Math.abs(logProbability(logits[step]!, id) - logprobs[i]!);
          expect(difference, `token ${id} at step ${step}`).toBeLessThan(tolerance);
        });
      const likeliest = logits.map(vector => vector.indexOf(Math.max(...vector)));
      // What int8 rounds away may be more than a token's lead.
      if (name !== 'wasm-int8') expect(likeliest).toEqual(tokens);
      backend.dispose();
    });
  });
});

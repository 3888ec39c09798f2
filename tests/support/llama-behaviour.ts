import { describe, expect, it } from 'vitest';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend, BackendBuilder } from '@/lib/transformer/contract';
import { logProbability } from '@/lib/transformer/sampling';
import { drawnTokens, oracleCases, type OracleFile, promptSeed, promptTokens } from '../oracle/cases';
import oracle from '../oracle/llama.json';
import { build } from './build';
import { randomTokens, randomWeights } from './random-model';

const { cases } = oracle as OracleFile;

/** Log-probabilities at every step of reading the prompt, then the tokens that llama.cpp took. */
async function read(backend: Backend, prompt: readonly number[], taken: readonly number[]): Promise<Float32Array[]> {
  const sequence = backend.cache.open();
  const logits: Float32Array[] = [];
  for (const tokens of [prompt, ...taken.slice(0, -1).map(token => [token])])
    logits.push((await backend.forward([{ sequence, tokens, want: 'last' }]))[0]!.logits[0]!);
  return logits;
}

/**
 * A backend computes what llama.cpp computes for the same weights, and ONNX Runtime agrees with: code that shares nothing with ours. The
 * other tests compare our backends with each other, and would not see a misreading that all of them share.
 * @param tolerance of log-probabilities
 * @param exact whether it takes the same tokens: what int8 rounds away may be more than a token's lead
 */
export function computesLikeLlama(
  name: string,
  start: (config: ModelConfig) => Promise<BackendBuilder>,
  { tolerance, exact }: { tolerance: number; exact: boolean },
): void {
  describe(`${name} computes what llama.cpp does`, () => {
    it.each(oracleCases)('$name', async ({ name: kind, config }) => {
      const { seed, tokens, steps } = cases.find(recorded => recorded.name === kind)!;
      const weights = randomWeights(config, seed);
      const backend = await build(await start(config), config, weights);
      const logits = await read(backend, randomTokens(promptTokens, config.vocabSize, promptSeed), tokens);
      backend.dispose();
      expect(logits).toHaveLength(drawnTokens);
      for (const { step, ids, logprobs } of steps)
        ids.forEach((id, i) => {
          const difference = Math.abs(logProbability(logits[step]!, id) - logprobs[i]!);
          expect(difference, `token ${id} at step ${step}`).toBeLessThan(tolerance);
        });
      if (exact) expect(logits.map(vector => vector.indexOf(Math.max(...vector)))).toEqual(tokens);
    });
  });
}

import type { ModelConfig } from '@/lib/transformer/config';
import { sample } from '@/lib/transformer/sampling';
import type { RandomWeights } from '../../support/random-model';
import { type Contender, fullRange, usualSteps } from '../contender';
import type { CacheOutput } from './llama-onnx';
import { openOrt, type OrtCache, type OrtProvider } from './ort';

const greedy = { temperature: 0, top_p: 1, seed: 0 };

/** ONNX Runtime as the bench sees it: one sequence, a run of the session for each token. */
export async function ortContender(
  name: string,
  packages: string,
  config: ModelConfig,
  weights: RandomWeights,
  provider: OrtProvider,
  output: CacheOutput,
): Promise<Contender> {
  const { empty, read, free, dispose } = await openOrt(packages, config, weights, provider, output);
  const prompts = new Map<readonly number[], OrtCache>();
  const readPrompt = (prompt: readonly number[], more: number) => read(prompt, empty(prompt.length + more));
  return {
    name,
    // On a software adapter a token takes a second.
    range: { ...fullRange, batches: [1], ...(provider === 'webgpu' && { contexts: [16], prefills: [] }) },
    ...(provider === 'webgpu' && { steps: 2 }),
    async prefill(prompt) {
      const start = performance.now();
      const { cache } = await readPrompt(prompt, 0);
      const milliseconds = performance.now() - start;
      free(cache);
      return milliseconds;
    },
    async decode(prompt, _batch, steps) {
      const source = prompts.get(prompt) ?? (await readPrompt(prompt, usualSteps)).cache;
      prompts.set(prompt, source);
      let cache = source;
      let token = prompt[0]!;
      const start = performance.now();
      for (let step = 0; step < steps; step++) {
        const { logits, cache: next } = await read([token], cache);
        if (cache !== source) free(cache);
        cache = next;
        token = sample(logits, greedy, step);
      }
      const milliseconds = performance.now() - start;
      free(cache);
      return milliseconds;
    },
    async logits(prompt, next) {
      const all: Float32Array[] = [];
      let cache = empty(prompt.length + next.length);
      for (const tokens of [prompt, ...next.map(token => [token])]) {
        const { logits, cache: longer } = await read(tokens, cache);
        all.push(logits);
        cache = longer;
      }
      return all;
    },
    dispose,
  };
}

import type { ModelConfig } from '@/lib/transformer/config';
import type { RandomWeights } from '../../support/random-model';
import { type Contender, fullRange } from '../contender';
import type { GgufType } from './gguf';
import { llamaGguf, tokenText } from './llama-gguf';

/** As much of @wllama/wllama as is used here: its package is installed only where the peers are. */
interface Wllama {
  loadModel(files: Blob[], options: object): Promise<void>;
  createCompletion(options: object): Promise<Completion>;
  exit(): Promise<void>;
}

interface WllamaModule {
  Wllama: {
    new (paths: { default: string }, options: { suppressNativeLog: boolean }): Wllama;
    getLibllamaVersion(): string;
  };
}

/** A token and the natural log-probability that the model gives it, before any sampler. */
export interface Likely {
  id: number;
  logprob: number;
}

interface Completion {
  choices: { text: string; logprobs?: { content: (Likely & { top_logprobs: Likely[] })[] } }[];
  /** Of llama.cpp itself, in milliseconds, without what the page and wllama's worker say to each other. */
  timings: { prompt_ms: number; predicted_ms: number };
}

/**
 * llama.cpp in WebAssembly: one thread, no GPU, one sequence. With an F32 cache and without flash attention it decodes fastest here (at
 * context 1024 four times as fast as with its own choice), and exactly. `packages` is the address that node_modules is served under.
 */
export async function openWllama(packages: string, config: ModelConfig, weights: RandomWeights, type: GgufType) {
  const { Wllama } = (await import(`${packages}/@wllama/wllama/esm/index.js`)) as WllamaModule;
  const paths = { default: `${packages}/@wllama/wllama/esm/wasm/wllama.wasm` };
  const wllama = new Wllama(paths, { suppressNativeLog: true });
  await wllama.loadModel([new Blob([llamaGguf(config, weights, type)])], {
    n_ctx: config.context,
    n_batch: 512,
    n_ubatch: 512,
    n_threads: 1,
    n_gpu_layers: 0,
    n_parallel: 1,
    cache_type_k: 'f32',
    cache_type_v: 'f32',
    flash_attn: false,
    warmup: false,
  });
  const complete = (prompt: readonly number[], count: number, more: object) =>
    wllama.createCompletion({
      // wllama takes no ids.
      prompt: prompt.map(tokenText).join(''),
      n_predict: count,
      temperature: 0,
      ignore_eos: true,
      cache_prompt: false,
      ...more,
    });
  return { complete, dispose: () => void wllama.exit(), version: `llama.cpp ${Wllama.getLibllamaVersion()}` };
}

export async function wllamaContender(
  name: string,
  packages: string,
  config: ModelConfig,
  weights: RandomWeights,
  type: GgufType,
): Promise<Contender> {
  const { complete, dispose } = await openWllama(packages, config, weights, type);
  return {
    name,
    range: { ...fullRange, batches: [1] },
    async prefill(prompt) {
      return (await complete(prompt, 1, {})).timings.prompt_ms;
    },
    async decode(prompt, _batch, steps) {
      // The first token comes with the prompt: its time is not counted, so it is drawn besides.
      return (await complete(prompt, steps + 1, { cache_prompt: true })).timings.predicted_ms;
    },
    dispose,
  };
}

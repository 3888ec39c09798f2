import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import { startWebgpuBackend } from '@/lib/transformer/backends/webgpu';
import type { SequenceId } from '@/lib/transformer/cache/contract';
import type { FormatPreset } from '@/lib/transformer/cache/format';
import { formatPresets } from '@/lib/transformer/cache/format';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend, BackendBuilder } from '@/lib/transformer/contract';
import { build } from '../support/build';
import type { RandomWeights } from '../support/random-model';
import { type Contender, fullRange } from './contender';

type Start = (config: ModelConfig, kernels: BufferSource) => Promise<BackendBuilder>;

/** Our backends, by name. */
const starts = {
  reference: config => startReferenceBackend(config),
  'wasm-f32': (config, kernels) => startWasmBackend(config, 'f32', kernels),
  'wasm-int8': (config, kernels) => startWasmBackend(config, 'int8', kernels),
  'webgpu-f32': config => startWebgpuBackend(config, 'f32'),
  'webgpu-int8': config => startWebgpuBackend(config, 'int8'),
} satisfies Record<string, Start>;

export type OurName = keyof typeof starts;

/** @param kernels the bytes of kernels.wasm */
export async function openBackend(
  name: OurName,
  config: ModelConfig,
  weights: RandomWeights,
  kernels: BufferSource,
): Promise<Backend> {
  return build(await starts[name](config, kernels), config, weights);
}

/** @throws Error where no preset has this id */
export function presetOf(id: string): FormatPreset {
  const preset = formatPresets.find(one => one.id === id);
  if (!preset) throw new Error(`There is no format ${id}`);
  return preset;
}

/** The name of a backend with a format. */
export const storedName = <Name extends string, Id extends string>(name: Name, id: Id) =>
  `${name}, ${id} cache` as const;

/**
 * A backend as the bench sees it: through the contract, drawing as generation does. With a format, its sequences store their full pages in
 * it.
 */
export function contend(backend: Backend, preset?: FormatPreset): Contender {
  const { cache, samplesPerPass } = backend;
  const open = () => cache.open(preset && { format: preset.format });
  const prompts = new Map<readonly number[], SequenceId>();
  async function read(prompt: readonly number[]): Promise<SequenceId> {
    const sequence = open();
    await backend.forward([{ sequence, tokens: prompt, want: 'last' }]);
    return sequence;
  }
  return {
    name: preset ? storedName(backend.name, preset.id) : backend.name,
    // The reference is slow, and only there to say how fast plain code is.
    range: backend.name === 'reference' ? { contexts: [16, 256], batches: [1], prefills: [64] } : fullRange,
    facts: backend.facts,
    async prefill(prompt) {
      const start = performance.now();
      const sequence = await read(prompt);
      const milliseconds = performance.now() - start;
      cache.release(sequence);
      return milliseconds;
    },
    async decode(prompt, batch, steps) {
      const source = prompts.get(prompt) ?? (await read(prompt));
      prompts.set(prompt, source);
      let open = Array.from({ length: batch }, () => ({ sequence: cache.fork(source), token: prompt[0]!, drawn: 0 }));
      const sequences = open.map(({ sequence }) => sequence);
      const start = performance.now();
      while (open.length > 0) {
        const spans = open.map(({ sequence, token, drawn }) => {
          const count = Math.min(samplesPerPass, steps - drawn);
          return { sequence, tokens: [token], want: { temperature: 0, top_p: 1, seed: 0, index: drawn, count } };
        });
        const results = await backend.forward(spans);
        open = open
          .map(({ sequence, drawn }, i) => {
            const { tokens } = results[i]!;
            return { sequence, token: tokens.at(-1)!, drawn: drawn + tokens.length };
          })
          .filter(({ drawn }) => drawn < steps);
      }
      const milliseconds = performance.now() - start;
      for (const sequence of sequences) cache.release(sequence);
      return milliseconds;
    },
    async logits(prompt, next) {
      const sequence = open();
      const logits: Float32Array[] = [];
      for (const tokens of [prompt, ...next.map(token => [token])])
        logits.push(...(await backend.forward([{ sequence, tokens, want: 'last' }]))[0]!.logits);
      cache.release(sequence);
      return logits;
    },
    bytes: () => ({ weights: backend.weightBytes(), cache: cache.bytes().held }),
    dispose: () => backend.dispose(),
  };
}

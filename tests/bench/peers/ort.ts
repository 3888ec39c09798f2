import type { ModelConfig } from '@/lib/transformer/config';
import type { RandomWeights } from '../../support/random-model';
import type { Contender } from '../contender';
import { llamaOnnx } from './llama-onnx';

/** As much of onnxruntime-web as is used here: its package is installed only where the peers are. */
interface Ort {
  env: { wasm: { numThreads: number; wasmPaths: string } };
  Tensor: new (type: string, data: ArrayBufferView, shape: readonly number[]) => Tensor;
  InferenceSession: { create(model: Uint8Array, options: object): Promise<Session> };
}

interface Tensor {
  data: Float32Array;
  dispose(): void;
}

interface Session {
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}

/** The keys and values of a sequence, by the names of the graph's inputs, and how many tokens they are of. */
interface Cache {
  length: number;
  tensors: Record<string, Tensor>;
}

export type OrtProvider = 'wasm' | 'webgpu';

/**
 * ONNX Runtime in the browser, one thread. On WebGPU the cache stays on the device; on WebAssembly it is copied in and out at each step, for
 * its interface has no other way. (Arrays of a fixed length with only the new rows copied out were not measurably faster.)
 */
export async function openOrt(packages: string, config: ModelConfig, weights: RandomWeights, provider: OrtProvider) {
  const folder = `${packages}/onnxruntime-web/dist`;
  const ort = (await import(`${folder}/ort.${provider}.min.mjs`)) as Ort;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = `${folder}/`;
  const names = Array.from({ length: config.layers }, (_, layer) => [`key.${layer}`, `value.${layer}`]).flat();
  const session = await ort.InferenceSession.create(llamaOnnx(config, weights), {
    executionProviders: [provider],
    ...(provider === 'webgpu' && {
      preferredOutputLocation: Object.fromEntries(names.map(name => [name, 'gpu-buffer'])),
    }),
  });
  const past = (name: string) => name.replace('key', 'pastKey').replace('value', 'pastValue');
  const shape = [1, config.kvHeads, 0, config.headDim];
  const empty = (): Cache => ({
    length: 0,
    tensors: Object.fromEntries(names.map(name => [past(name), new ort.Tensor('float32', new Float32Array(0), shape)])),
  });
  const int32 = (value: number, of: readonly number[]) => new ort.Tensor('int32', Int32Array.of(value), of);

  /** Reads tokens after what a cache holds. The cache handed in stays valid. */
  async function read(tokens: readonly number[], cache: Cache): Promise<{ logits: Float32Array; cache: Cache }> {
    const length = cache.length + tokens.length;
    const outputs = await session.run({
      tokens: new ort.Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
      last: int32(length - 1, [1]),
      total: int32(length, []),
      ...cache.tensors,
    });
    const tensors = Object.fromEntries(names.map(name => [past(name), outputs[name]!]));
    return { logits: outputs.logits!.data, cache: { length, tensors } };
  }

  const free = ({ tensors }: Cache) => Object.values(tensors).forEach(tensor => tensor.dispose());
  return { empty, read, free, dispose: () => void session.release() };
}

export async function ortContender(
  name: string,
  packages: string,
  config: ModelConfig,
  weights: RandomWeights,
  provider: OrtProvider,
): Promise<Contender> {
  const { empty, read, free, dispose } = await openOrt(packages, config, weights, provider);
  const prompts = new Map<readonly number[], Cache>();
  return {
    name,
    batches: [1],
    async prefill(prompt) {
      const start = performance.now();
      const { cache } = await read(prompt, empty());
      const milliseconds = performance.now() - start;
      free(cache);
      return milliseconds;
    },
    async decode(prompt, _batch, steps) {
      const source = prompts.get(prompt) ?? (await read(prompt, empty())).cache;
      prompts.set(prompt, source);
      let cache = source;
      let token = prompt[0]!;
      const start = performance.now();
      for (let step = 0; step < steps; step++) {
        const { logits, cache: next } = await read([token], cache);
        if (cache !== source) free(cache);
        cache = next;
        token = logits.indexOf(logits.reduce((most, logit) => Math.max(most, logit), -Infinity));
      }
      const milliseconds = performance.now() - start;
      free(cache);
      return milliseconds;
    },
    dispose,
  };
}

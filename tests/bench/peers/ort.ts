import type { ModelConfig } from '@/lib/transformer/config';
import type { RandomWeights } from '../../support/random-model';
import { type CacheOutput, llamaOnnx } from './llama-onnx';

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
export interface OrtCache {
  length: number;
  tensors: Record<string, Tensor>;
}

export type OrtProvider = 'wasm' | 'webgpu';

/**
 * ONNX Runtime in the browser, one thread. On WebGPU the cache stays on the device. On WebAssembly what goes in and out of a run is copied, and
 * the interface has no other way: arrays of a fixed length, of which only the new rows come out, are copied in alone. With them, and without
 * memory patterns (plans for shapes that change at each prompt), it decodes twice as fast at context 1024 as with a cache that comes out
 * whole. `packages` is the address that node_modules is served under.
 */
export async function openOrt(
  packages: string,
  config: ModelConfig,
  weights: RandomWeights,
  provider: OrtProvider,
  output: CacheOutput,
) {
  const folder = `${packages}/onnxruntime-web/dist`;
  const ort = (await import(`${folder}/ort.${provider}.min.mjs`)) as Ort;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = `${folder}/`;
  const { kvHeads, headDim } = config;
  const names = Array.from({ length: config.layers }, (_, layer) => [`key.${layer}`, `value.${layer}`]).flat();
  const past = (name: string) => name.replace('key', 'pastKey').replace('value', 'pastValue');
  const session = await ort.InferenceSession.create(llamaOnnx(config, weights, output), {
    executionProviders: [provider],
    enableMemPattern: output === 'whole',
    ...(provider === 'webgpu' && {
      preferredOutputLocation: Object.fromEntries(names.map(name => [name, 'gpu-buffer'])),
    }),
  });

  /** Nothing read; for `rows` with room for so many tokens. */
  function empty(room: number): OrtCache {
    const slots = output === 'rows' ? room : 0;
    const tensor = () =>
      new ort.Tensor('float32', new Float32Array(kvHeads * slots * headDim), [1, kvHeads, slots, headDim]);
    return { length: 0, tensors: Object.fromEntries(names.map(name => [past(name), tensor()])) };
  }

  const int32 = (value: number, of: readonly number[]) => new ort.Tensor('int32', Int32Array.of(value), of);
  const int64 = (values: readonly number[], of: readonly number[]) =>
    new ort.Tensor('int64', BigInt64Array.from(values, BigInt), of);

  /** Reads tokens after what a cache holds. The cache handed in stays valid: what is added to its arrays lies beyond its length. */
  async function read(tokens: readonly number[], cache: OrtCache): Promise<{ logits: Float32Array; cache: OrtCache }> {
    const count = tokens.length;
    const length = cache.length + count;
    const positions = tokens.map((_, i) => cache.length + i);
    const outputs = await session.run({
      tokens: int64(tokens, [1, count]),
      last: int32(length - 1, [1]),
      total: int32(length, []),
      ...(output === 'rows' && { positions: int64(positions, [count]) }),
      ...cache.tensors,
    });
    const logits = outputs.logits!.data;
    if (output === 'whole') {
      const tensors = Object.fromEntries(names.map(name => [past(name), outputs[name]!]));
      return { logits, cache: { length, tensors } };
    }
    for (const name of names) {
      const [from, to] = [outputs[name]!.data, cache.tensors[past(name)]!.data];
      const [rows, room] = [count * headDim, to.length / kvHeads];
      for (let head = 0; head < kvHeads; head++)
        to.set(from.subarray(head * rows, (head + 1) * rows), head * room + cache.length * headDim);
    }
    return { logits, cache: { length, tensors: cache.tensors } };
  }

  /** Gives back what `read` made. Arrays of rows are one and the same before and after it. */
  function free({ tensors }: OrtCache): void {
    if (output === 'whole') for (const tensor of Object.values(tensors)) tensor.dispose();
  }

  return { empty, read, free, dispose: () => void session.release() };
}

import type { ModelConfig } from '../../config';
import type { Backend, SequenceId, StepInput, Weights } from '../../contract';
import { Arena } from './arena';
import { Forward, type Row } from './forward';
import { instantiateKernels, type Kernels } from './kernels';
import { layoutOf } from './layout';
import type { Precision } from './matrix';
import { packModel } from './model';
import { Pages } from './pages';
import { rowsAtOnce } from './scratch';
import { Sequences } from './sequences';

/**
 * The SIMD backend: WebAssembly kernels (assembly/), one thread, one memory per backend. `f32` keeps the weights as they are; `int8` has
 * one scale per output and int16 activations, and is several times faster and four times smaller.
 * @param wasm kernels.wasm, made by `npm run kernels`
 * @throws Failure `too-large` when the weights or a cache do not fit; `context-exceeded` from prefill and decode, with no token appended
 */
export async function createWasmBackend(
  config: ModelConfig,
  weights: Weights,
  precision: Precision,
  wasm: BufferSource | WebAssembly.Module,
): Promise<Backend> {
  const kernels = await instantiateKernels(wasm);
  let engine: Engine | undefined = createEngine(config, weights, precision, kernels);
  const use = (): Engine => {
    if (!engine) throw new Error('This backend is disposed of');
    return engine;
  };
  const checkToken = (token: number): void => {
    if (!Number.isInteger(token) || token < 0 || token >= config.vocabSize)
      throw new RangeError(`Token ${token} is not in a vocabulary of ${config.vocabSize}`);
  };

  return {
    name: `wasm-${precision}`,
    config,
    open: () => use().sequences.add(),
    fork: id => use().sequences.fork(id),
    length: id => use().sequences.get(id).length,

    prefill(id: SequenceId, tokens: readonly number[]) {
      const { sequences, forward } = use();
      const sequence = sequences.get(id);
      if (tokens.length === 0) throw new RangeError('Nothing to prefill');
      tokens.forEach(checkToken);
      sequences.reserve([sequence], tokens.length);
      let logits: Float32Array[] = [];
      for (let from = 0; from < tokens.length; from += rowsAtOnce) {
        const chunk = tokens.slice(from, from + rowsAtOnce);
        const rows = chunk.map((token, i): Row => ({ sequence, position: sequence.length + i, token }));
        logits = forward.run(rows, from + rowsAtOnce >= tokens.length ? 1 : 0);
        sequence.length += chunk.length;
      }
      return logits[0]!;
    },

    decode(steps: readonly StepInput[]) {
      const { sequences, forward } = use();
      const rows = steps.map(({ sequence: id, token }): Row => {
        checkToken(token);
        const sequence = sequences.get(id);
        return { sequence, position: sequence.length, token };
      });
      const batch = new Set(rows.map(row => row.sequence));
      if (batch.size < rows.length) throw new RangeError('A batch has one step of each sequence');
      sequences.reserve([...batch], 1);
      const logits: Float32Array[] = [];
      for (let from = 0; from < rows.length; from += rowsAtOnce) {
        const chunk = rows.slice(from, from + rowsAtOnce);
        logits.push(...forward.run(chunk, chunk.length));
      }
      for (const { sequence } of rows) sequence.length++;
      return logits;
    },

    release: id => engine?.sequences.release(id),
    bytes: () => (engine ? { weights: engine.weightBytes, cache: engine.pages.bytes } : { weights: 0, cache: 0 }),
    dispose: () => void (engine = undefined),
  };
}

interface Engine {
  forward: Forward;
  sequences: Sequences;
  pages: Pages;
  weightBytes: number;
}

function createEngine(config: ModelConfig, weights: Weights, precision: Precision, kernels: Kernels): Engine {
  const arena = new Arena(kernels.memory, kernels.heapBase());
  const layout = layoutOf(config);
  const model = packModel(config, layout, weights, precision, arena);
  const weightBytes = arena.used + model.embedding.byteLength;
  const pages = new Pages(arena, config, layout);
  const sequences = new Sequences(pages, config.context);
  const forward = new Forward(config, layout, precision, kernels, arena, model, pages);
  return { forward, sequences, pages, weightBytes };
}

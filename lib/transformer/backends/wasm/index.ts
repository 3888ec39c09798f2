import type { ModelConfig } from '../../config';
import type { Backend, BackendBuilder } from '../../contract';
import { checkSpans } from '../../contract';
import { learnedFacts } from '../../learned/registry';
import { Arena } from './arena';
import { Forward } from './forward';
import { instantiateKernels } from './kernels';
import { layoutOf } from './layout';
import type { Precision } from './matrix';
import { allocateModel } from './model';
import { WasmPages } from './page-memory';
import { PageTables, WasmCache } from './page-tables';
import type { PassContext } from './pass';
import { allocateScratch } from './scratch';
import { Tensors } from './tensors';

/**
 * The SIMD backend: WebAssembly kernels (assembly/), one thread, one memory per backend. `f32` keeps the weights as
 * they are; `int8` uses int8 weights with one scale per output and int16 activations, and is several times faster and
 * four times smaller. Allocates all weights at once and packs rows as they arrive.
 * @param wasm kernels.wasm, made by `npm run kernels`
 * @throws Failure `too-large` when the weights do not fit
 */
export async function startWasmBackend(
  config: ModelConfig,
  precision: Precision,
  wasm: BufferSource | WebAssembly.Module,
): Promise<BackendBuilder> {
  const kernels = await instantiateKernels(wasm);
  const arena = new Arena(kernels.memory, kernels.heapBase());
  const layout = layoutOf(config);
  const model = allocateModel(config, layout, precision, arena);
  const tensors = new Tensors(config, layout, precision, arena, model);
  return {
    put: rows => tensors.put(rows),
    async finish() {
      tensors.checkComplete();
      return createBackend({ config, layout, precision, kernels, arena, model });
    },
    abandon: () => arena.release(),
  };
}

type Loaded = Pick<PassContext, 'config' | 'layout' | 'precision' | 'kernels' | 'arena' | 'model'>;

function createBackend(loaded: Loaded): Backend {
  const { config, layout, precision, arena, model } = loaded;
  const weightBytes = arena.used + model.embedding.bytes;
  const pages = new WasmPages(arena, layout, config.headDim);
  const tables = new PageTables(arena, pages);
  const cache = new WasmCache(config, pages, tables);
  const scratch = allocateScratch(arena, config, layout);
  let forwardPass: Forward | null = new Forward({ ...loaded, scratch, pages, tables, cache });

  return {
    name: `wasm-${precision}`,
    config,
    cache,
    samplesPerPass: 1,
    facts: { kernels: 'SIMD, one thread', ...learnedFacts(config.learned) },
    async forward(spans) {
      if (!forwardPass) throw new Error('This backend was disposed');
      checkSpans(spans, config);
      const counts = spans.map(({ sequence, tokens }) => ({ sequence, count: tokens.length }));
      cache.reserve(counts);
      const results = forwardPass.run(spans);
      for (const { sequence, count } of counts) cache.advance(sequence, count);
      return results;
    },
    weightBytes: () => (forwardPass ? weightBytes : 0),
    dispose() {
      forwardPass = null;
      arena.release();
    },
  };
}

import type { ModelConfig } from '../config';
import type { BackendFactory } from '../contract';
import { countParameters } from '../weights';
import { startReferenceBackend } from './reference';
import { startWasmBackend } from './wasm';

/**
 * Below this size, reading one token back from a GPU takes longer than computing it on the CPU. Derived from bytes
 * moved, not measured.
 */
const minimumGpuParameters = 4e6;

/** Says why a model is too small for a GPU; null where it may gain. */
function smallReason(config: ModelConfig): string | null {
  const parameters = countParameters(config);
  if (parameters < minimumGpuParameters) return 'the model is too small to gain from a GPU';
  // The decisions of a model that compresses its own cache are read back in every layer, too.
  return config.learned && parameters < minimumGpuParameters * (config.layers + 1)
    ? 'the model decides in every layer what its cache keeps, and is too small to gain from a GPU that is read back so often'
    : null;
}

/**
 * Says why WebGPU need not be timed. Runs before any download or timing; on most visits it ends at the size check and
 * never fetches the script of the WebGPU backend.
 */
async function webgpuSkipReason(config: ModelConfig): Promise<string | null> {
  const reason = smallReason(config);
  if (reason) return reason;
  const { probeAdapter } = await import('./webgpu');
  const adapter = await probeAdapter();
  if (!adapter.present) return adapter.reason;
  return adapter.isFallback ? 'the adapter is software, and never faster than SIMD' : null;
}

/**
 * All backends. `readKernels` returns the bytes of `wasm/kernels.wasm`, which each host locates in its own way; it is
 * called at the first start of one. The int8 backends are candidates, because they decode several times as fast as float32, with
 * an error that the tests bound.
 */
export function backendFactories(readKernels: () => Promise<BufferSource>): BackendFactory[] {
  const wasm = (precision: 'f32' | 'int8'): BackendFactory => ({
    name: `wasm-${precision}`,
    isCandidate: precision === 'int8',
    start: async config => startWasmBackend(config, precision, await readKernels()),
  });
  const webgpu = (precision: 'f32' | 'f16' | 'int8'): BackendFactory => ({
    name: `webgpu-${precision}`,
    isCandidate: precision === 'int8',
    skipReason: webgpuSkipReason,
    start: async config => (await import('./webgpu')).startWebgpuBackend(config, precision),
  });
  return [
    wasm('int8'),
    webgpu('int8'),
    wasm('f32'),
    { name: 'reference', isCandidate: false, start: startReferenceBackend },
    webgpu('f32'),
    webgpu('f16'),
  ];
}

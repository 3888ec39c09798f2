import type { ModelConfig } from '../config';
import type { BackendFactory } from '../contract';
import { startReferenceBackend } from './reference';
import { startWasmBackend } from './wasm';
import { countParameters } from '../weights';

/** Below this, reading one token back from a GPU takes longer than computing it here. Computed from bytes moved, not measured. */
const minimumGpuParameters = 4e6;

/** Looked at before anything is downloaded or timed; most visits end here, and never fetch the WebGPU backend's script. */
async function webgpuSkipReason(config: ModelConfig): Promise<string | null> {
  if (countParameters(config) < minimumGpuParameters) return 'the model is too small to gain from a GPU';
  const { probeAdapter } = await import('./webgpu');
  const adapter = await probeAdapter();
  if (!adapter.present) return adapter.reason;
  return adapter.isFallback ? 'the adapter is software, and never faster than SIMD' : null;
}

/**
 * The backends. `readKernels` gives the bytes of `wasm/kernels.wasm`, which every host finds in its own way; it is called when first
 * needed. Those in int8 contend: they decode several times as fast as float32, at an error that the tests bound.
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

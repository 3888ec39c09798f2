import { Failure } from '@/lib/core/failure';
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

const learnedReason = 'the model decides itself what its cache keeps, and the kernels for a GPU cannot follow it';

/**
 * Says why WebGPU need not be timed. Runs before any download or timing; on most visits it ends at the size check and
 * never fetches the script of the WebGPU backend.
 */
async function webgpuSkipReason(config: ModelConfig): Promise<string | null> {
  if (config.learned) return learnedReason;
  if (countParameters(config) < minimumGpuParameters) return 'the model is too small to gain from a GPU';
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
    async start(config) {
      if (config.learned) throw new Failure('model-unsupported', `WebGPU: ${learnedReason}.`);
      return (await import('./webgpu')).startWebgpuBackend(config, precision);
    },
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

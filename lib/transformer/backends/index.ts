import type { BackendFactory } from '../service';
import { createReferenceBackend } from './reference';
import { createWasmBackend } from './wasm';

/**
 * The backends, fastest first. `readKernels` gives the bytes of `wasm/kernels.wasm`, which every host finds in its own way; it is
 * called when first needed. On 2 x86 cores int8 decodes one sequence about four times as fast as float32.
 */
export function backendFactories(readKernels: () => Promise<BufferSource>): BackendFactory[] {
  return [
    { name: 'wasm-int8', create: async (...model) => createWasmBackend(...model, 'int8', await readKernels()) },
    { name: 'wasm-f32', create: async (...model) => createWasmBackend(...model, 'f32', await readKernels()) },
    { name: 'reference', create: (...model) => Promise.resolve(createReferenceBackend(...model)) },
  ];
}

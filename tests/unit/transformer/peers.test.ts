import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import { readKernels } from '../../support/kernels';
import { computesLikeLlama } from '../../support/llama-behaviour';

computesLikeLlama('reference', startReferenceBackend, { tolerance: 2e-5, exact: true });
computesLikeLlama('wasm-f32', config => startWasmBackend(config, 'f32', readKernels()), {
  tolerance: 2e-5,
  exact: true,
});
computesLikeLlama('wasm-int8', config => startWasmBackend(config, 'int8', readKernels()), {
  tolerance: 0.06,
  exact: false,
});

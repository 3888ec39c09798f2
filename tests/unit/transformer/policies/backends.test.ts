import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import { build } from '../../../support/build';
import { readKernels } from '../../../support/kernels';
import { compressesLikeTheReference } from '../../../support/policies-on-backends';

const kernels = await WebAssembly.compile(readKernels());

compressesLikeTheReference('wasm f32', {
  open: async (config, weights) => build(await startWasmBackend(config, 'f32', kernels), config, weights),
  tolerance: 1e-4,
  ties: 0,
});

import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import { build } from '../../support/build';
import { readKernels } from '../../support/kernels';
import { learnsLikeTheReference } from '../../support/learned-behaviour';
import { readsTogetherLikeTheReference } from '../../support/learned-passes';

const kernels = await WebAssembly.compile(readKernels());

learnsLikeTheReference('the reference', {
  open: async (config, weights) => build(await startReferenceBackend(config), config, weights),
  runs: 1,
});

learnsLikeTheReference('wasm f32', {
  open: async (config, weights) => build(await startWasmBackend(config, 'f32', kernels), config, weights),
  runs: 25,
});

readsTogetherLikeTheReference('wasm f32', {
  open: async (config, weights) => build(await startWasmBackend(config, 'f32', kernels), config, weights),
  tolerance: 1e-4,
});

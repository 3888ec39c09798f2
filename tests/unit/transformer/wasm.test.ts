import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import { behavesLikeTheReference } from '../../support/backend-behaviour';
import { build } from '../../support/build';
import { roundedToInt8 } from '../../support/int8-weights';
import { readKernels } from '../../support/kernels';

const kernels = await WebAssembly.compile(readKernels());

behavesLikeTheReference('wasm f32', {
  open: async (config, weights) => build(await startWasmBackend(config, 'f32', kernels), config, weights),
  tolerance: 1e-4,
  runs: 40,
});

// The oracle has the same rounded weights: the bound is that of int16 activations and of embeddings in half floats.
behavesLikeTheReference('wasm int8', {
  open: async (config, weights) => build(await startWasmBackend(config, 'int8', kernels), config, weights),
  tolerance: 5e-3,
  rounded: roundedToInt8,
  runs: 40,
});

import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import { behavesLikeTheReference, type Behaviour } from '../../support/backend-behaviour';
import { build } from '../../support/build';
import { roundedToInt8 } from '../../support/int8-weights';
import { readKernels } from '../../support/kernels';
import { quantisesLikeTheReference } from '../../support/quantised-behaviour';

const kernels = await WebAssembly.compile(readKernels());

const f32: Behaviour = {
  open: async (config, weights) => build(await startWasmBackend(config, 'f32', kernels), config, weights),
  tolerance: 1e-4,
  runs: 40,
};

// The oracle has the same rounded weights: the bound is that of int16 activations and of embeddings in half floats.
const int8: Behaviour = {
  open: async (config, weights) => build(await startWasmBackend(config, 'int8', kernels), config, weights),
  tolerance: 5e-3,
  rounded: roundedToInt8,
  runs: 40,
};

behavesLikeTheReference('wasm f32', f32);
behavesLikeTheReference('wasm int8', int8);

// Codes are multiplied by int16 queries and weights.
quantisesLikeTheReference('wasm f32', { ...f32, tolerance: 1e-3, runs: 100 });
quantisesLikeTheReference('wasm int8', int8);

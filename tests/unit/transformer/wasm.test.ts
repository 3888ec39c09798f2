import { expect, test } from 'vitest';
import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import { behavesLikeTheReference, type Behaviour, tinyShape } from '../../support/backend-behaviour';
import { build } from '../../support/build';
import { roundedToInt8 } from '../../support/int8-weights';
import { readKernels } from '../../support/kernels';
import { quantisesLikeTheReference } from '../../support/quantised-behaviour';
import { randomTokens, randomWeights } from '../../support/random-model';

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

// The maxima of the kernels are instructions that would lose a NaN.
test.each(['f32', 'int8'] as const)(
  'wasm %s: a NaN in a key makes all logits NaN, and is not hidden',
  async precision => {
    const backend = await build(
      await startWasmBackend(tinyShape, precision, kernels),
      tinyShape,
      randomWeights(tinyShape, 6),
    );
    const sequence = backend.cache.open();
    await backend.forward([{ sequence, tokens: randomTokens(20, tinyShape.vocabSize, 6), want: 'nothing' }]);
    const { headDim } = tinyShape;
    const content = { key: new Float32Array(headDim).fill(NaN), value: new Float32Array(headDim), position: 5 };
    backend.cache.overwrite({ sequence, layer: 0, head: 0 }, 5, content);
    const [result] = await backend.forward([{ sequence, tokens: [1], want: 'last' }]);
    expect([...result!.logits[0]!].every(Number.isNaN)).toBe(true);
    backend.dispose();
  },
);

import { startWebgpuBackend } from '@/lib/transformer/backends/webgpu';
import { behavesLikeTheReference, type Behaviour } from '../support/backend-behaviour';
import { build } from '../support/build';
import { roundedToInt8 } from '../support/int8-weights';
import { quantisesLikeTheReference } from '../support/quantised-behaviour';

for (const kernels of ['plain', 'workgroup'] as const)
  for (const precision of ['f32', 'int8'] as const) {
    const behaviour: Behaviour = {
      open: async (config, weights) => build(await startWebgpuBackend(config, precision, { kernels }), config, weights),
      // With int8, the oracle has the same rounded weights: the bound is that of the arithmetic on them.
      tolerance: precision === 'f32' ? 1e-4 : 5e-3,
      ...(precision === 'int8' && { rounded: roundedToInt8 }),
      // Kernels are compiled for a shape, and a CPU takes long to compile those of workgroups.
      runs: kernels === 'plain' ? 4 : 2,
    };
    behavesLikeTheReference(`webgpu-${precision}, ${kernels} kernels`, behaviour);
    if (precision === 'f32') quantisesLikeTheReference(`webgpu-${precision}, ${kernels} kernels`, behaviour);
  }

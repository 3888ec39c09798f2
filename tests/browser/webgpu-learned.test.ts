import { startWebgpuBackend } from '@/lib/transformer/backends/webgpu';
import type { Behaviour } from '../support/backend-behaviour';
import { build } from '../support/build';
import { roundedToInt8 } from '../support/int8-weights';
import { learnsLikeTheReference } from '../support/learned-behaviour';
import { readsTogetherLikeTheReference } from '../support/learned-passes';

for (const kernels of ['plain', 'workgroup'] as const) {
  const openWith =
    (precision: 'f32' | 'int8'): Behaviour['open'] =>
    async (config, weights) =>
      build(await startWebgpuBackend(config, precision, { kernels }), config, weights);
  const name = (precision: string) => `webgpu ${precision}, ${kernels} kernels`;

  // Kernels are compiled for a shape, and a CPU takes long to compile those of workgroups.
  learnsLikeTheReference(name('f32'), { open: openWith('f32'), runs: kernels === 'plain' ? 2 : 1 });
  readsTogetherLikeTheReference(name('f32'), { open: openWith('f32'), tolerance: 1e-4 });
  readsTogetherLikeTheReference(name('int8'), { open: openWith('int8'), rounded: roundedToInt8, tolerance: 5e-3 });
}

import { startWebgpuBackend } from '@/lib/transformer/backends/webgpu';
import { build } from '../support/build';
import { compressesLikeTheReference } from '../support/policies-on-backends';

// A GPU orders its sums in its own way, so that scores which are equal but for rounding may change places.
compressesLikeTheReference('webgpu f32', {
  open: async (config, weights) =>
    build(await startWebgpuBackend(config, 'f32', { kernels: 'plain' }), config, weights),
  tolerance: 1e-4,
  ties: 0.01,
});

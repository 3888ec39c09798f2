import { startWebgpuBackend } from '@/lib/transformer/backends/webgpu';
import { computesLikeLlama } from '../support/llama-behaviour';

computesLikeLlama('webgpu-f32', config => startWebgpuBackend(config, 'f32', { kernels: 'plain' }), {
  tolerance: 5e-5,
  exact: true,
});
computesLikeLlama('webgpu-int8', config => startWebgpuBackend(config, 'int8', { kernels: 'plain' }), {
  tolerance: 0.06,
  exact: false,
});

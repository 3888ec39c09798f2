/**
 * The kernels, as WebAssembly exports. All work on addresses in the instance's one memory; the host (../forward.ts) decides the order.
 * All widths are padded by the host (../layout.ts) to what the vectors need, with zeros, so that no kernel has a scalar tail.
 */
export { matmulF32 } from './matmul-f32';
export { matmulInt8 } from './matmul-int8';
export { quantise } from './quantise';
export { rmsNorm } from './rmsnorm';
export { rope } from './rope';
export { append } from './append';
export { attend } from './attend';
export { swiglu } from './swiglu';
export { add } from './add';

/** First free byte: all above it is laid out by the host, which also grows the memory. */
export function heapBase(): usize {
  return __heap_base;
}

/**
 * The kernels, as WebAssembly exports. All operate on addresses in the one memory of the instance; the host
 * (../forward.ts) calls them in order. The host (../layout.ts) pads all widths with zeros to multiples of the vector
 * width, so no kernel has a scalar tail.
 */
export { matmulF32 } from './matmul-f32';
export { matmulInt8 } from './matmul-int8';
export { quantise } from './quantise';
export { rmsNorm } from './rmsnorm';
export { rope } from './rope';
export { append } from './append';
export { attend } from './attend';
export { attendStored, attendStoredScratch } from './attend-stored';
export { swiglu } from './swiglu';
export { add } from './add';

/** First free byte. The host allocates everything above it and grows the memory. */
export function heapBase(): usize {
  return __heap_base;
}

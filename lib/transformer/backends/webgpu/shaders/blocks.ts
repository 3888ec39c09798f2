import type { Precision } from '../matrix';

/** WGSL that reads one element of packed weights as a matrix: column i holds what input i gives to four outputs. Scales come later. */
export const blockReader: Record<Precision, string> = {
  f32: 'fn block(i: u32) -> mat4x4f { return weights[i]; }',
  // No software adapter has shader-f16: this one is only known to be what the specification asks for, never run in the tests.
  f16: 'fn block(i: u32) -> mat4x4f { return mat4x4f(weights[i]); }',
  int8: `fn block(i: u32) -> mat4x4f {
  let w = weights[i];
  return mat4x4f(unpack4x8snorm(w.x), unpack4x8snorm(w.y), unpack4x8snorm(w.z), unpack4x8snorm(w.w));
}`,
};

import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';
import type { Precision } from '../matrix';

/**
 * Copies rows of the embedding to the residual stream. A row's token is given, or was sampled earlier in the same
 * submit. Grid: [hidden4, row].
 */
export function embedKernel({ hidden4 }: Layout, precision: Precision): KernelSource {
  return {
    label: 'embed',
    uniforms: ['pass'],
    reads: ['rows', 'sampled', 'embedding'],
    writes: ['residual'],
    code: `
fn look(i: u32) -> vec4f {
  ${
    precision === 'f32'
      ? 'return embedding[i];'
      : 'let pair = embedding[i]; return vec4f(unpack2x16float(pair.x), unpack2x16float(pair.y));'
  }
}
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${hidden4}u) { return; }
  let info = rows[pass_.firstRow + id.y];
  var token = info.x;
  if (info.y > 0u) { token = sampled[info.y - 1u]; }
  residual[id.y * ${hidden4}u + id.x] = look(token * ${hidden4}u + id.x);
}`,
  };
}

import type { KernelSource } from '../kernel';

/** Copies runs of vec4s within one buffer, which the API itself does not. What is read in a call is not written in it. Grid: [runs * length]. */
export const moveKernel: KernelSource = {
  label: 'move',
  uniforms: [],
  reads: ['runs'],
  writes: ['pages'],
  code: `
@compute @workgroup_size(64) fn main(
  @builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u,
) {
  let length = runs[0].x;
  let i = id.y * groups.x * 64u + id.x;
  if (i >= length * runs[0].y) { return; }
  let run = runs[1u + i / length];
  pages[run.y + i % length] = pages[run.x + i % length];
}`,
};

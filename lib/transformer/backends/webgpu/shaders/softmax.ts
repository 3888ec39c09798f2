import type { ModelConfig } from '../../../config';
import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';
import { listFunctions } from './attention';

/** Elements beyond the length, in the last vec4, have weight 0. */
const masked = `fn masked(x: vec4f, i: u32, length: u32, outside: f32) -> vec4f {
  return select(vec4f(outside), x, vec4u(4u * i) + vec4u(0u, 1u, 2u, 3u) < vec4u(length));
}`;

/**
 * The softmax is a kernel of its own, so that `scores` holds the attention weights for captures. Grid: [row * head].
 */
export function softmaxKernel(config: ModelConfig, layout: Layout, threads: 1 | 64): KernelSource {
  const { heads } = config;
  const common = `
  let row = index / ${heads}u;
  let length = lengthOf(rows[pass_.firstRow + row], index % ${heads}u / ${layout.group}u);
  let count = (length + 3u) / 4u;
  let at = index * pass_.scores4;`;
  const perThread = `
@compute @workgroup_size(8) fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = id.x;
  if (index >= pass_.rows * ${heads}u) { return; }
  ${common}
  var peaks = vec4f(-3.4e38);
  for (var i = 0u; i < count; i++) { peaks = max(peaks, masked(scores[at + i], i, length, -3.4e38)); }
  let peak = max(max(peaks.x, peaks.y), max(peaks.z, peaks.w));
  var sums = vec4f();
  for (var i = 0u; i < count; i++) {
    let e = masked(exp(scores[at + i] - peak), i, length, 0.0);
    scores[at + i] = e;
    sums += e;
  }
  let share = 1.0 / (sums.x + sums.y + sums.z + sums.w);
  for (var i = 0u; i < count; i++) { scores[at + i] *= share; }
}`;
  const perWorkgroup = `
var<workgroup> shared_: array<vec4f, 64>;
@compute @workgroup_size(64) fn main(
  @builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32,
) {
  let index = group.x;
  ${common}
  var peaks = vec4f(-3.4e38);
  for (var i = thread; i < count; i += 64u) { peaks = max(peaks, masked(scores[at + i], i, length, -3.4e38)); }
  shared_[thread] = peaks;
  workgroupBarrier();
  for (var half = 32u; half > 0u; half /= 2u) {
    if (thread < half) { shared_[thread] = max(shared_[thread], shared_[thread + half]); }
    workgroupBarrier();
  }
  let largest = shared_[0];
  let peak = max(max(largest.x, largest.y), max(largest.z, largest.w));
  workgroupBarrier();
  var sums = vec4f();
  for (var i = thread; i < count; i += 64u) {
    let e = masked(exp(scores[at + i] - peak), i, length, 0.0);
    scores[at + i] = e;
    sums += e;
  }
  shared_[thread] = sums;
  workgroupBarrier();
  for (var half = 32u; half > 0u; half /= 2u) {
    if (thread < half) { shared_[thread] += shared_[thread + half]; }
    workgroupBarrier();
  }
  let share = 1.0 / dot(shared_[0], vec4f(1.0));
  for (var i = thread; i < count; i += 64u) { scores[at + i] *= share; }
}`;
  return {
    label: `softmax ${threads}`,
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'pageTable'],
    writes: ['scores'],
    code: [listFunctions(config, layout), masked, threads === 1 ? perThread : perWorkgroup].join('\n'),
  };
}

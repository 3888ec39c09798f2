import { pageSlots } from '../../../cache/pages';
import type { ModelConfig } from '../../../config';
import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';
import { listIndex } from './epilogues';

const each = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** How the attention is shared out among threads. */
export interface AttentionShare {
  /** Slots that a thread scores: 4, 8 or 16. */
  slots: number;
  /** vec4s of a head that a thread adds up, without barriers. */
  width: number;
  /** Threads of a workgroup, for scores and values. */
  scoreThreads: number;
  valueThreads: number;
}

/**
 * A thread that scores many slots reads the queries less often; it keeps 32 scores at most in registers. On a GPU, where threads are many
 * and reads of one query by neighbours cost nothing, few slots a thread are better.
 */
export function attentionShare(set: 'plain' | 'workgroup', { group, head4 }: Layout): AttentionShare {
  if (set === 'workgroup') return { slots: 4, width: 1, scoreThreads: 64, valueThreads: 64 };
  return {
    slots: group <= 2 ? 16 : group <= 4 ? 8 : 4,
    width: head4 % 2 === 0 ? 2 : 1,
    scoreThreads: 8,
    valueThreads: 4,
  };
}

const start = (config: ModelConfig, layout: Layout) => `${listIndex(config, layout)}
fn lengthOf(info: vec4u, kvHead: u32) -> u32 { return book[listOf(info, kvHead)] + info.w + 1u; }`;

/** Scores of all query heads that share a KV head, so that a key is read once for them. Grid: [slots / share, KV head, row]. */
export function scoresKernel(
  config: ModelConfig,
  layout: Layout,
  { slots, scoreThreads }: AttentionShare,
): KernelSource {
  const { heads } = config;
  const { head4, group, page4 } = layout;
  const blocks = slots / 4;
  const key = (slot: number) => `pages[keys + d * ${pageSlots}u + ${slot}u]`;
  const score = (b: number) => `{
      let k0 = ${key(4 * b)}; let k1 = ${key(4 * b + 1)}; let k2 = ${key(4 * b + 2)}; let k3 = ${key(4 * b + 3)};
      ${each(group, g => `s${g}_${b} += vec4f(dot(q${g}, k0), dot(q${g}, k1), dot(q${g}, k2), dot(q${g}, k3));`)}
    }`;
  return {
    label: `scores ${slots}`,
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'book', 'query', 'pages'],
    writes: ['scores'],
    code: `${start(config, layout)}
@compute @workgroup_size(${scoreThreads}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.z;
  let info = rows[pass_.firstRow + row];
  let first = id.x * ${slots}u;
  let length = lengthOf(info, id.y);
  if (first >= length) { return; }
  let page = book[pass_.tables + listOf(info, id.y) * pass_.tablePages + first / ${pageSlots}u];
  let keys = page * ${page4}u + first % ${pageSlots}u;
  let head = row * ${heads}u + id.y * ${group}u;
  ${each(group, g => each(blocks, b => `var s${g}_${b} = vec4f();`))}
  for (var d = 0u; d < ${head4}u; d++) {
    ${each(group, g => `let q${g} = query[(head + ${g}u) * ${head4}u + d];`)}
    ${each(blocks, score)}
  }
  ${each(
    blocks,
    b => `if (first + ${4 * b}u < length) {
    ${each(group, g => `scores[(head + ${g}u) * pass_.scores4 + id.x * ${blocks}u + ${b}u] = s${g}_${b};`)}
  }`,
  )}
}`,
  };
}

/** Elements past the length, in the last vec4, weigh nothing. */
const masked = `fn masked(x: vec4f, i: u32, length: u32, outside: f32) -> vec4f {
  return select(vec4f(outside), x, vec4u(4u * i) + vec4u(0u, 1u, 2u, 3u) < vec4u(length));
}`;

/** A softmax of its own: what it leaves in `scores` can be read as the attention. Grid: [row * head]. */
export function softmaxKernel(config: ModelConfig, layout: Layout, threads: 1 | 64): KernelSource {
  const { heads } = config;
  const common = `
  let row = index / ${heads}u;
  let length = lengthOf(rows[pass_.firstRow + row], index % ${heads}u / ${layout.group}u);
  let count = (length + 3u) / 4u;
  let at = index * pass_.scores4;`;
  const alone = `
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
  const together = `
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
    reads: ['rows', 'book'],
    writes: ['scores'],
    code: [start(config, layout), masked, threads === 1 ? alone : together].join('\n'),
  };
}

/** Adds the four slots of a block, `at` the first of their values, to all heads of the group, for `width` vec4s. */
const gather = ({ head4, group }: Layout, width: number) => {
  const value = (slot: number, e: number) => `pages[at + ${slot * head4 + e}u]`;
  return `${each(group, g => `let p${g} = scores[(head + ${g}u) * pass_.scores4 + block];`)}
    ${each(
      width,
      e => `{
      let v = mat4x4f(${value(0, e)}, ${value(1, e)}, ${value(2, e)}, ${value(3, e)});
      ${each(group, g => `o${g}_${e} += v * p${g};`)}
    }`,
    )}`;
};

/** Values weighted and added up, a few of each head a thread. Grid: [headDim / 4 / width, KV head, row]. */
export function valuesKernel(
  config: ModelConfig,
  layout: Layout,
  { width, valueThreads }: AttentionShare,
): KernelSource {
  const { heads } = config;
  const { head4, group, page4 } = layout;
  return {
    label: 'values',
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'book', 'scores', 'pages'],
    writes: ['attended'],
    code: `${start(config, layout)}
@compute @workgroup_size(${valueThreads}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let d = id.x * ${width}u;
  if (d >= ${head4}u) { return; }
  let row = id.z;
  let info = rows[pass_.firstRow + row];
  let list = listOf(info, id.y);
  let count = (lengthOf(info, id.y) + 3u) / 4u;
  let head = row * ${heads}u + id.y * ${group}u;
  ${each(group, g => each(width, e => `var o${g}_${e} = vec4f();`))}
  for (var begin = 0u; begin < count; begin += ${pageSlots / 4}u) {
    let page = book[pass_.tables + list * pass_.tablePages + begin / ${pageSlots / 4}u];
    let values = page * ${page4}u + ${pageSlots * head4}u + d;
    for (var j = 0u; j < min(${pageSlots / 4}u, count - begin); j++) {
      let block = begin + j;
      let at = values + 4u * j * ${head4}u;
      ${gather(layout, width)}
    }
  }
  ${each(group, g => each(width, e => `attended[(head + ${g}u) * ${head4}u + d + ${e}u] = o${g}_${e};`))}
}`,
  };
}

/** The same with a workgroup for each KV head of a row, its threads sharing out the slots too. Grid: [1, KV head, row]. */
export function sharedValuesKernel(config: ModelConfig, layout: Layout): KernelSource {
  const { heads } = config;
  const { head4, group, page4 } = layout;
  const parts = Math.max(1, Math.floor(64 / head4));
  const threads = parts * head4;
  return {
    label: 'values shared',
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'book', 'scores', 'pages'],
    writes: ['attended'],
    code: `${start(config, layout)}
var<workgroup> sums: array<vec4f, ${threads}>;
@compute @workgroup_size(${threads}) fn main(
  @builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) thread: u32,
) {
  let d = thread % ${head4}u;
  let part = thread / ${head4}u;
  let row = id.z;
  let info = rows[pass_.firstRow + row];
  let list = listOf(info, id.y);
  let count = (lengthOf(info, id.y) + 3u) / 4u;
  let head = row * ${heads}u + id.y * ${group}u;
  ${each(group, g => `var o${g}_0 = vec4f();`)}
  for (var block = part; block < count; block += ${parts}u) {
    let page = book[pass_.tables + list * pass_.tablePages + block / ${pageSlots / 4}u];
    let at = page * ${page4}u + (${pageSlots}u + 4u * (block % ${pageSlots / 4}u)) * ${head4}u + d;
    ${gather(layout, 1)}
  }
  ${each(
    group,
    g => `sums[thread] = o${g}_0;
  workgroupBarrier();
  if (part == 0u) {
    var sum = sums[d];
    for (var other = 1u; other < ${parts}u; other++) { sum += sums[other * ${head4}u + d]; }
    attended[(head + ${g}u) * ${head4}u + d] = sum;
  }
  workgroupBarrier();`,
  )}
}`,
  };
}

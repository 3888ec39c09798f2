import { pageSlots } from '../../../cache/pages';
import type { ModelConfig } from '../../../config';
import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';
import { type AttentionTiling, each, listFunctions, pagesOf, rowsOf } from './attention';

const pageBlocks = pageSlots / 4;

/** The values of four slots from `at` on, for the vec4 `e` of a thread. */
const four = ({ head4 }: Layout, e: number): string => {
  const value = (slot: number) => `pages[at + ${slot * head4 + e}u]`;
  return `mat4x4f(${value(0)}, ${value(1)}, ${value(2)}, ${value(3)})`;
};

/**
 * Weighted sums of the values; each thread computes a few vec4s of a head. Grid: [KV heads * headDim / 4 / width, 1,
 * rows / tile].
 */
export function valuesKernel(
  config: ModelConfig,
  layout: Layout,
  { rows, width, valueThreads }: AttentionTiling,
): KernelSource {
  const { head4, group, page4 } = layout;
  const headOf = (r: number) => `(row${r} * ${config.heads}u + kvHead * ${group}u)`;
  const weight = (r: number, g: number) => `scores[(${headOf(r)} + ${g}u) * pass_.scores4 + block]`;
  const all = (line: (r: number, g: number) => string) => each(rows, r => each(group, g => line(r, g)));
  const values = (page: string) => `let values = ${page} * ${page4}u + ${pageSlots * head4}u + d;`;
  const block = 'let block = begin + j; let at = values + 4u * j * ' + head4 + 'u;';

  // Blocks beyond a row's length hold data of earlier passes, so their weight is set to 0.
  const shared = `${values('page')}
    for (var j = 0u; j < min(${pageBlocks}u, most - begin); j++) {
      ${block}
      ${all((r, g) => `let p${r}_${g} = select(vec4f(), ${weight(r, g)}, block < count${r});`)}
      ${each(width, e => `{ let v = ${four(layout, e)}; ${all((r, g) => `o${r}_${g}_${e} += v * p${r}_${g};`)} }`)}
    }`;
  const separate = each(
    rows,
    r => `if (begin < count${r}) {
      ${values(`page${r}`)}
      for (var j = 0u; j < min(${pageBlocks}u, count${r} - begin); j++) {
        ${block}
        ${each(group, g => `let p${g} = ${weight(r, g)};`)}
        ${each(width, e => `{ let v = ${four(layout, e)}; ${each(group, g => `o${r}_${g}_${e} += v * p${g};`)} }`)}
      }
    }`,
  );
  return {
    label: `values ${rows}`,
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'pageTable', 'scores', 'pages'],
    writes: ['attended'],
    code: `${listFunctions(config, layout)}
@compute @workgroup_size(${valueThreads}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let kvHead = id.x / ${head4 / width}u;
  if (kvHead >= ${config.kvHeads}u) { return; }
  let d = id.x % ${head4 / width}u * ${width}u;
  ${rowsOf(rows)}
  ${each(rows, r => `let count${r} = (length${r} + 3u) / 4u;`)}
  let most = ${Array.from({ length: rows }, (_, r) => `count${r}`).reduce((longest, next) => `max(${longest}, ${next})`)};
  ${all((r, g) => each(width, e => `var o${r}_${g}_${e} = vec4f();`))}
  for (var begin = 0u; begin < most; begin += ${pageBlocks}u) {
    ${pagesOf(rows, '4u * begin')}
    ${rows === 1 ? shared : `if (same) { ${shared} } else { ${separate} }`}
  }
  ${all((r, g) => each(width, e => `attended[(${headOf(r)} + ${g}u) * ${head4}u + d + ${e}u] = o${r}_${g}_${e};`))}
}`,
  };
}

/**
 * Weighted sums with one workgroup per KV head of a row, whose threads divide the slots too. Grid: [1, KV head, row].
 */
export function sharedValuesKernel(config: ModelConfig, layout: Layout): KernelSource {
  const { heads } = config;
  const { head4, group, page4 } = layout;
  const parts = Math.max(1, Math.floor(64 / head4));
  const threads = parts * head4;
  return {
    label: 'values shared',
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'pageTable', 'scores', 'pages'],
    writes: ['attended'],
    code: `${listFunctions(config, layout)}
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
  ${each(group, g => `var o${g} = vec4f();`)}
  for (var block = part; block < count; block += ${parts}u) {
    let page = pageTable[pass_.tables + list * pass_.tablePages + block / ${pageBlocks}u];
    let at = page * ${page4}u + (${pageSlots}u + 4u * (block % ${pageBlocks}u)) * ${head4}u + d;
    let v = ${four(layout, 0)};
    ${each(group, g => `o${g} += v * scores[(head + ${g}u) * pass_.scores4 + block];`)}
  }
  ${each(
    group,
    g => `sums[thread] = o${g};
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

import type { PageFormat } from '../../../cache/format';
import { pageSlots } from '../../../cache/pages';
import type { ModelConfig } from '../../../config';
import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';
import type { StoredLayout } from '../stored-layout';
import { each, listFunctions } from './attention';
import { hadamard, halfReaders, originalIndex, storedReader } from './stored-format';

/** What the kernels of a format are written for. */
export interface StoredSource {
  format: PageFormat;
  config: ModelConfig;
  layout: Layout;
  stored: StoredLayout;
  /** Threads of a workgroup: few for a CPU, many for a GPU. */
  threads: number;
}

const labelOf = (what: string, { format, threads }: StoredSource) => `${what} ${threads} ${JSON.stringify(format)}`;

/** Queries in the order of the model, and rotated where the keys are. Grid: [row * head]. */
export function storedQueryKernel(source: StoredSource): KernelSource {
  const { format, config, layout, threads } = source;
  const { headDim, heads } = config;
  const { head4 } = layout;
  return {
    label: labelOf('stored query', source),
    uniforms: ['pass'],
    reads: ['query'],
    writes: ['storedQuery'],
    code: `${originalIndex(headDim)}
@compute @workgroup_size(${threads}) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= pass_.rows * ${heads}u) { return; }
  var x = array<f32, ${head4 * 4 + 1}>();
  for (var block = 0u; block < ${head4}u; block++) {
    let q = query[id.x * ${head4}u + block];
    // Padding goes to the last place, which is not read.
    for (var j = 0u; j < 4u; j++) {
      let d = original(block, j);
      x[select(${head4 * 4}u, d, d < ${headDim}u)] = q[j];
    }
  }
  ${format.rotateKeys ? `{ let base = 0u; ${hadamard(headDim)} }` : ''}
  for (var block = 0u; block < ${head4}u; block++) {
    let d = 4u * block;
    storedQuery[id.x * ${head4}u + block] = vec4f(x[d], x[d + 1u], x[d + 2u], x[d + 3u]);
  }
}`,
  };
}

/** Names the row's own page, which is the last one, and where its lists of pages begin. */
const rowOf = ({ config, layout }: StoredSource) => `
  let info = rows[pass_.firstRow + row];
  let length = lengthOf(info, kvHead);
  let own = (length - 1u) / ${pageSlots}u;
  let list = pass_.tables + listOf(info, kvHead) * pass_.tablePages;
  let storedList = list + pass_.tablePages / 2u;
  let head = row * ${config.heads}u + kvHead * ${layout.group}u;`;

/**
 * Scores of four slots for all query heads that share a KV head: from the row's own page in float32, from the pages
 * before it as they are stored. Grid: [slots / 4, KV head, row].
 */
export function storedScoresKernel(source: StoredSource): KernelSource {
  const { config, layout, stored, threads } = source;
  const { head4, group, page4 } = layout;
  const sums = (query: string, key: (slot: number) => string) => `
    for (var d = 0u; d < ${head4}u; d++) {
      ${each(4, k => `let k${k} = ${key(k)};`)}
      ${each(group, g => `{ let q = ${query}[(head + ${g}u) * ${head4}u + d]; s${g} += vec4f(dot(q, k0), dot(q, k1), dot(q, k2), dot(q, k3)); }`)}
    }`;
  return {
    label: labelOf('stored scores', source),
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'pageTable', 'query', 'storedQuery', 'pages', 'stored'],
    writes: ['scores'],
    code: `${listFunctions(config, layout)}
${halfReaders}
${storedReader('keysAt', stored.keys)}
@compute @workgroup_size(${threads}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let first = id.x * 4u;
  let kvHead = id.y;
  let row = id.z;
  ${rowOf(source)}
  if (first >= length) { return; }
  let slot = first % ${pageSlots}u;
  ${each(group, g => `var s${g} = vec4f();`)}
  if (first / ${pageSlots}u == own) {
    let keys = pageTable[list + own] * ${page4}u + slot;
    ${sums('query', k => `pages[keys + d * ${pageSlots}u + ${k}u]`)}
  } else {
    let page = pageTable[storedList + first / ${pageSlots}u] * ${stored.pageWords}u;
    ${sums('storedQuery', k => `keysAt(page, slot + ${k}u, d)`)}
  }
  ${each(group, g => `scores[(head + ${g}u) * pass_.scores4 + id.x] = s${g};`)}
}`,
  };
}

/** Weighted sums of the values, four dimensions a thread. Grid: [KV heads * headDim / 4, 1, row]. */
export function storedValuesKernel(source: StoredSource): KernelSource {
  const { config, layout, stored, threads } = source;
  const { head4, group, page4 } = layout;
  const sums = (value: string) => `
      for (var slot = 0u; slot < ${pageSlots}u; slot += 4u) {
        let block = (page * ${pageSlots}u + slot) / 4u;
        if (block >= count) { break; }
        let v = mat4x4f(${[0, 1, 2, 3].map(k => value.replaceAll('SLOT', `(slot + ${k}u)`)).join(', ')});
        ${each(group, g => `o${g} += v * scores[(head + ${g}u) * pass_.scores4 + block];`)}
      }`;
  return {
    label: labelOf('stored values', source),
    uniforms: ['pass', 'layer'],
    reads: ['rows', 'pageTable', 'scores', 'pages', 'stored'],
    writes: ['attended'],
    code: `${listFunctions(config, layout)}
${halfReaders}
${storedReader('valuesAt', stored.values)}
@compute @workgroup_size(${threads}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let kvHead = id.x / ${head4}u;
  if (kvHead >= ${config.kvHeads}u) { return; }
  let d = id.x % ${head4}u;
  let row = id.z;
  ${rowOf(source)}
  let count = (length + 3u) / 4u;
  ${each(group, g => `var o${g} = vec4f();`)}
  for (var page = 0u; page <= own; page++) {
    if (page == own) {
      let values = pageTable[list + page] * ${page4}u + ${pageSlots * head4}u + d;
      ${sums(`pages[values + SLOT * ${head4}u]`)}
    } else {
      let at = pageTable[storedList + page] * ${stored.pageWords}u;
      ${sums('valuesAt(at, SLOT, d)')}
    }
  }
  ${each(group, g => `attended[(head + ${g}u) * ${head4}u + d] = o${g};`)}
}`,
  };
}

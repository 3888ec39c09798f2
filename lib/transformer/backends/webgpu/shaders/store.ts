import type { PageFormat } from '../../../cache/format';
import { tokenGroup } from '../../../cache/format';
import { pageSlots } from '../../../cache/pages';
import type { KernelSource } from '../kernel';
import type { Layout } from '../layout';
import type { StoredLayout, StoredPartLayout } from '../stored-layout';
import { hadamard, halfReaders, originalIndex, storedReader } from './stored-format';

/** Threads of a workgroup, which quantises one page. */
const threads = 64;

/** Where the list of pages begins: in a pass, each layer has a list; otherwise there is one. */
const firstFill = (inPass: boolean): string => (inPass ? 'fills[pass_.fills + layer.x].x' : '0u');

/** WGSL that rotates the keys in `x`, [slot][headDim], where the format asks for it. The rotation is its own inverse. */
const rotation = ({ rotateKeys }: PageFormat, headDim: number): string =>
  rotateKeys
    ? `if (thread < ${pageSlots}u) {
    let base = thread * ${headDim}u;
    ${hadamard(headDim)}
  }
  workgroupBarrier();`
    : '';

/**
 * Quantises pages as lib/transformer/cache/quantise.ts defines, a workgroup for each page: (float32 page, stored page)
 * in `fills`. Grid: [pages].
 */
export function storeKernel(
  format: PageFormat,
  headDim: number,
  { head4, page4 }: Layout,
  { keys, values, pageWords }: StoredLayout,
  inPass: boolean,
): KernelSource {
  return {
    label: `store ${inPass} ${JSON.stringify(format)}`,
    uniforms: inPass ? ['pass', 'layer'] : [],
    reads: ['fills', 'pages'],
    writes: ['stored'],
    code: `
var<workgroup> x: array<f32, ${pageSlots * headDim}>;
${originalIndex(headDim)}
${halfWriter}
fn at(slot: u32, d: u32) -> f32 {
  if (d >= ${headDim}u) { return 0.0; }
  return x[slot * ${headDim}u + d];
}
${partWriter('storeKeys', headDim, keys)}
${partWriter('storeValues', headDim, values)}
@compute @workgroup_size(${threads}) fn main(
  @builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) thread: u32,
) {
  let fill = fills[${firstFill(inPass)} + id.x];
  let full = fill.x * ${page4}u;
  let target_ = fill.y * ${pageWords}u;
  for (var i = thread; i < ${pageSlots * head4}u; i += ${threads}u) {
    let slot = i % ${pageSlots}u;
    let block = i / ${pageSlots}u;
    let key = pages[full + i];
    for (var j = 0u; j < 4u; j++) {
      let d = original(block, j);
      if (d < ${headDim}u) { x[slot * ${headDim}u + d] = key[j]; }
    }
  }
  workgroupBarrier();
  ${rotation(format, headDim)}
  storeKeys(target_, thread);
  workgroupBarrier();
  for (var i = thread; i < ${pageSlots * head4}u; i += ${threads}u) {
    let slot = i / ${head4}u;
    let block = i % ${head4}u;
    let value = pages[full + ${pageSlots * head4}u + i];
    for (var j = 0u; j < 4u; j++) {
      let d = block * 4u + j;
      if (d < ${headDim}u) { x[slot * ${headDim}u + d] = value[j]; }
    }
  }
  workgroupBarrier();
  storeValues(target_, thread);
}`,
  };
}

/** The inverse: writes float32 pages from stored ones, (stored page, float32 page) in `fills`. Grid: [pages]. */
export function restoreKernel(
  format: PageFormat,
  headDim: number,
  { head4, page4 }: Layout,
  { keys, values, pageWords }: StoredLayout,
): KernelSource {
  return {
    label: `restore ${JSON.stringify(format)}`,
    uniforms: [],
    reads: ['fills', 'stored'],
    writes: ['pages'],
    code: `
var<workgroup> x: array<f32, ${pageSlots * headDim}>;
${originalIndex(headDim)}
${halfReaders}
${storedReader('keysAt', keys)}
${storedReader('valuesAt', values)}
@compute @workgroup_size(${threads}) fn main(
  @builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) thread: u32,
) {
  let fill = fills[id.x];
  let source = fill.x * ${pageWords}u;
  let full = fill.y * ${page4}u;
  for (var i = thread; i < ${pageSlots * head4}u; i += ${threads}u) {
    let slot = i / ${head4}u;
    let block = i % ${head4}u;
    let key = keysAt(source, slot, block);
    let value = valuesAt(source, slot, block);
    pages[full + ${pageSlots * head4}u + i] = select(vec4f(), value, block * 4u + vec4u(0u, 1u, 2u, 3u) < vec4u(${headDim}u));
    for (var j = 0u; j < 4u; j++) {
      let d = block * 4u + j;
      if (d < ${headDim}u) { x[slot * ${headDim}u + d] = key[j]; }
    }
  }
  workgroupBarrier();
  ${rotation(format, headDim)}
  for (var i = thread; i < ${pageSlots * head4}u; i += ${threads}u) {
    let slot = i % ${pageSlots}u;
    let block = i / ${pageSlots}u;
    var key = vec4f();
    for (var j = 0u; j < 4u; j++) {
      let d = original(block, j);
      if (d < ${headDim}u) { key[j] = x[slot * ${headDim}u + d]; }
    }
    pages[full + i] = key;
  }
}`,
  };
}

/** The rounding of lib/transformer/floats.ts; that of pack2x16float is left to the GPU. */
const halfWriter = `
fn toHalf(value: f32) -> u32 {
  let clamped = clamp(value, -65504.0, 65504.0);
  let bits = bitcast<u32>(clamped);
  let sign = (bits >> 16u) & 0x8000u;
  let magnitude = bits & 0x7fffffffu;
  if (magnitude < 0x38800000u) { return sign | (bitcast<u32>(abs(clamped) + 0.5) - 0x3f000000u); }
  return sign | ((magnitude + 0xfffu + ((magnitude >> 13u) & 1u) - (112u << 23u)) >> 13u);
}
fn fromHalf(half: u32) -> f32 { return unpack2x16float(half).x; }`;

/** WGSL of `fn <name>(page, thread)`: stores the numbers in `x`. Each word is written by one thread. */
function partWriter(name: string, headDim: number, layout: StoredPartLayout): string {
  const { part, codes, slotWords, scales, middles } = layout;
  const { bits, symmetric } = part;
  if (bits > 8) {
    const word = bits === 32 ? 'bitcast<u32>(at(slot, i))' : 'toHalf(at(slot, 2u * i)) | (toHalf(at(slot, 2u * i + 1u)) << 16u)'; // prettier-ignore
    return `fn ${name}(page: u32, thread: u32) {
  for (var n = thread; n < ${pageSlots * slotWords}u; n += ${threads}u) {
    let slot = n / ${slotWords}u;
    let i = n % ${slotWords}u;
    stored[page + ${codes}u + n] = ${word};
  }
}`;
  }
  const [least, most] = [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  const perWord = 32 / bits;
  const range = symmetric
    ? bits === 8
      ? 'let scale = max(-low, high) / 127.0; let middle = 0.0;'
      : 'let scale = select(high, low, -low >= high) / -8.0; let middle = 0.0;'
    : `let scale = (high - low) / ${2 ** bits - 1}.0; let middle = low + scale * ${2 ** (bits - 1)}.0;`;
  const common = `
fn ${name}Scale(low: f32, high: f32) -> vec2u { ${range} return vec2u(toHalf(scale), toHalf(middle)); }
fn ${name}Word(slot: u32, d: u32, halves: array<vec2u, ${perWord}>) -> u32 {
  var word = 0u;
  for (var i = 0u; i < ${perWord}u; i++) {
    let scale = fromHalf(halves[i].x);
    var code = 0.0;
    if (scale != 0.0) {
      code = clamp(floor((at(slot, d + i) - fromHalf(halves[i].y)) / scale + 0.5), ${least}.0, ${most}.0);
    }
    word |= (bitcast<u32>(i32(code)${bits === 4 ? ' + 8' : ''}) & ${2 ** bits - 1}u) << (${bits}u * i);
  }
  return word;
}
fn ${name}Halves(page: u32, word: u32, a: vec2u, b: vec2u) {
  stored[page + ${scales}u + word] = a.x | (b.x << 16u);
  ${symmetric ? '' : `stored[page + ${middles}u + word] = a.y | (b.y << 16u);`}
}`;
  if (part.scales === 'channel')
    return `${common}
fn ${name}Channel(d: u32) -> vec2u {
  var low = at(0u, d);
  var high = low;
  for (var slot = 1u; slot < ${pageSlots}u; slot++) { low = min(low, at(slot, d)); high = max(high, at(slot, d)); }
  return ${name}Scale(low, high);
}
fn ${name}(page: u32, thread: u32) {
  for (var n = thread; n < ${slotWords}u; n += ${threads}u) {
    let d = n * ${perWord}u;
    var halves: array<vec2u, ${perWord}>;
    for (var i = 0u; i < ${perWord}u; i++) { halves[i] = ${name}Channel(d + i); }
    for (var i = 0u; i < ${perWord}u; i += 2u) { ${name}Halves(page, (d + i) / 2u, halves[i], halves[i + 1u]); }
    for (var slot = 0u; slot < ${pageSlots}u; slot++) {
      stored[page + ${codes}u + slot * ${slotWords}u + n] = ${name}Word(slot, d, halves);
    }
  }
}`;
  const groups = Math.ceil(headDim / tokenGroup);
  return `${common}
fn ${name}Token(slot: u32, begin: u32) -> vec2u {
  var low = at(slot, begin);
  var high = low;
  for (var d = begin + 1u; d < min(begin + ${tokenGroup}u, ${headDim}u); d++) { low = min(low, at(slot, d)); high = max(high, at(slot, d)); }
  return ${name}Scale(low, high);
}
fn ${name}(page: u32, thread: u32) {
  for (var n = thread; n < ${(groups * pageSlots) / 2}u; n += ${threads}u) {
    let begin = n / ${pageSlots / 2}u * ${tokenGroup}u;
    let slot = n % ${pageSlots / 2}u * 2u;
    let a = ${name}Token(slot, begin);
    let b = ${name}Token(slot + 1u, begin);
    ${name}Halves(page, n, a, b);
    for (var i = 0u; i < 2u; i++) {
      var halves: array<vec2u, ${perWord}>;
      for (var j = 0u; j < ${perWord}u; j++) { halves[j] = select(a, b, i == 1u); }
      let first = begin / ${perWord}u;
      for (var word = first; word < min(first + ${tokenGroup / perWord}u, ${slotWords}u); word++) {
        stored[page + ${codes}u + (slot + i) * ${slotWords}u + word] = ${name}Word(slot + i, word * ${perWord}u, halves);
      }
    }
  }
}`;
}

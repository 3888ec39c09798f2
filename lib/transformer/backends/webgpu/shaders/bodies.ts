import type { Product } from './product';

/**
 * How a product is shared out among threads.
 * - `plain`: a thread makes a unit of eight outputs for several rows, and no thread waits for another. What a CPU likes.
 * - `reduce`: eight threads share a unit, each with an eighth of the inputs, and add up in workgroup memory. For few rows on a GPU.
 * - `tile`: a workgroup makes eight units for 32 rows, whose inputs it keeps in workgroup memory. For many rows on a GPU.
 */
export type Body = 'plain' | 'reduce' | 'tile';

/** Threads of a workgroup. Plain ones are small, so that even a narrow matrix keeps all cores of a CPU busy. */
export const groupSize: Record<Body, number> = { plain: 16, reduce: 64, tile: 64 };

/** Units that a workgroup makes. */
export const groupUnits: Record<Body, number> = { plain: 16, reduce: 8, tile: 8 };

/** Rows of a workgroup of `tile`, four a thread. */
export const tileRows = 32;

/** Index of the first element of a unit; the second is next to it, and the following inputs are 16 further each. */
const unitStart = (product: Product) => `(unit / 8u) * ${product.inputs4 * 16}u + (unit % 8u) * 2u`;

const each = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** One row's step along the inputs, in registers a_i, b_i (and s_i, the sum of squares). */
const step = (product: Product, i: number, x: string, k: string): string =>
  product.norm
    ? `{ let x = ${x}; s${i} += dot(x, x); let y = normed(x, ${k}); a${i} += wa * y; b${i} += wb * y; }`
    : `{ let x = ${x}; a${i} += wa * x; b${i} += wb * x; }`;

const registers = (product: Product, count: number): string =>
  each(count, i => `var a${i} = vec4f(); var b${i} = vec4f();${product.norm ? ` var s${i} = 0.0;` : ''}`);

/** All rows' sums as arrays, so that what follows the hot loop is compiled once and not once a row. */
const gather = (product: Product, count: number): string => {
  const list = (name: string) => Array.from({ length: count }, (_, i) => `${name}${i}`).join(', ');
  return `var a = array<vec4f, ${count}>(${list('a')});
  var b = array<vec4f, ${count}>(${list('b')});
  ${product.norm ? `var s = array<f32, ${count}>(${list('s')});` : ''}`;
};

/** Hands the finished rows on. */
const leaveAll = (product: Product, count: number, first: string): string => `
  ${gather(product, count)}
  for (var i = 0u; i < ${count}u; i++) {
    let n = ${product.norm ? 'root(s[i])' : '1.0'};
    leave(${first} + i, unit, a[i] * n, b[i] * n);
  }`;

function plain(product: Product, rows: number): string {
  return `
@compute @workgroup_size(${groupSize.plain}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let unit = id.x;
  if (unit >= ${product.units}u) { return; }
  let first = id.y * ${rows}u;
  ${each(rows, i => `let r${i} = sourceRow(first + ${i}u);`)}
  ${registers(product, rows)}
  var at = ${unitStart(product)};
  for (var k = 0u; k < ${product.inputs4}u; k++) {
    let wa = block(at); let wb = block(at + 1u);
    at += 16u;
    ${each(rows, i => step(product, i, `input(r${i}, k)`, 'k'))}
  }
  ${leaveAll(product, rows, 'first')}
}`;
}

/** Results are added up one after another: workgroup memory stays at 1 kB, which leaves room for many workgroups at a time. */
function reduce(product: Product, rows: number): string {
  const { inputs4, units, norm } = product;
  const total = (what: string, into: string) => `
    sums[thread] = ${what};
    workgroupBarrier();
    if (part == i) {
      for (var other = thread % 8u; other < 64u; other += 8u) { ${into} += sums[other]; }
    }
    workgroupBarrier();`;
  return `
var<workgroup> sums: array<vec4f, 64>;
@compute @workgroup_size(64) fn main(
  @builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32,
) {
  let part = thread / 8u;
  let first = group.y * ${rows}u;
  let unit = group.x * 8u + thread % 8u;
  ${each(rows, i => `let r${i} = sourceRow(first + ${i}u);`)}
  ${registers(product, rows)}
  let start = ${unitStart(product)};
  for (var k = part; k < ${inputs4}u; k += 8u) {
    let wa = block(start + k * 16u); let wb = block(start + k * 16u + 1u);
    ${each(rows, i => step(product, i, `input(r${i}, k)`, 'k'))}
  }
  ${gather(product, rows)}
  var left = vec4f(); var right = vec4f(); var square = vec4f();
  for (var i = 0u; i < ${rows}u; i++) {
    ${total('a[i]', 'left')}
    ${total('b[i]', 'right')}
    ${norm ? total('vec4f(s[i])', 'square') : ''}
  }
  if (part >= ${rows}u || unit >= ${units}u) { return; }
  let n = ${norm ? 'root(square.x)' : '1.0'};
  leave(first + part, unit, left * n, right * n);
}`;
}

/** Inputs of a tile, in vec4s: 2 kB of workgroup memory. */
const depth = 4;

function tile(product: Product): string {
  const { inputs4, units } = product;
  return `
var<workgroup> inputs: array<array<vec4f, ${tileRows}>, ${depth}>;
@compute @workgroup_size(64) fn main(
  @builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32,
) {
  let unit = group.x * 8u + thread % 8u;
  let within = thread / 8u * 4u;
  let first = group.y * ${tileRows}u;
  ${registers(product, 4)}
  let start = ${unitStart(product)};
  for (var offset = 0u; offset < ${inputs4}u; offset += ${depth}u) {
    for (var i = thread; i < ${tileRows * depth}u; i += 64u) {
      let k = i % ${depth}u;
      let row = i / ${depth}u;
      if (offset + k < ${inputs4}u) { inputs[k][row] = input(sourceRow(first + row), offset + k); }
    }
    workgroupBarrier();
    for (var k = 0u; k < min(${depth}u, ${inputs4}u - offset); k++) {
      let wa = block(start + (offset + k) * 16u); let wb = block(start + (offset + k) * 16u + 1u);
      ${each(4, i => step(product, i, `inputs[k][within + ${i}u]`, 'offset + k'))}
    }
    workgroupBarrier();
  }
  if (unit >= ${units}u) { return; }
  ${leaveAll(product, 4, 'first + within')}
}`;
}

export const bodies: Record<Body, (product: Product, rows: number) => string> = { plain, reduce, tile };

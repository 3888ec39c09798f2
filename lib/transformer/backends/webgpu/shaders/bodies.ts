import type { Product } from './product';

/**
 * How a product is shared out among threads.
 * - `plain`: a thread makes a unit of eight outputs for several rows, and no thread waits for another. What a CPU likes.
 * - `reduce`: eight threads share a unit, each with an eighth of the inputs, and add up in workgroup memory. For few rows on a GPU.
 * - `tile`: a workgroup makes eight units for 32 rows from tiles of both sides in workgroup memory. For many rows on a GPU.
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

function plain(product: Product, rows: number): string {
  const { inputs4, units, norm } = product;
  return `
@compute @workgroup_size(${groupSize.plain}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let unit = id.x;
  if (unit >= ${units}u) { return; }
  let first = id.y * ${rows}u;
  ${each(rows, i => `let r${i} = sourceRow(first + ${i}u);`)}
  ${registers(product, rows)}
  var at = ${unitStart(product)};
  for (var k = 0u; k < ${inputs4}u; k++) {
    let wa = block(at); let wb = block(at + 1u);
    at += 16u;
    ${each(rows, i => step(product, i, `input(r${i}, k)`, 'k'))}
  }
  ${each(rows, i => `${norm ? `{ let n = root(s${i}); a${i} *= n; b${i} *= n; }` : ''} leave(first + ${i}u, unit, a${i}, b${i});`)}
}`;
}

function reduce(product: Product, rows: number): string {
  const { inputs4, units, norm } = product;
  return `
var<workgroup> sums: array<array<vec4f, ${2 * rows}>, 64>;
${norm ? `var<workgroup> squares: array<array<f32, ${rows}>, 64>;` : ''}
@compute @workgroup_size(64) fn main(
  @builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32,
) {
  let part = thread / 8u;
  let first = group.y * ${rows}u;
  let unit = group.x * 8u + thread % 8u;
  ${each(rows, i => `let r${i} = sourceRow(first + ${i}u);`)}
  ${registers(product, rows)}
  if (unit < ${units}u) {
    let start = ${unitStart(product)};
    for (var k = part; k < ${inputs4}u; k += 8u) {
      let wa = block(start + k * 16u); let wb = block(start + k * 16u + 1u);
      ${each(rows, i => step(product, i, `input(r${i}, k)`, 'k'))}
    }
  }
  ${each(rows, i => `sums[thread][${2 * i}] = a${i}; sums[thread][${2 * i + 1}] = b${i};${norm ? ` squares[thread][${i}] = s${i};` : ''}`)}
  workgroupBarrier();
  for (var row = part; row < ${rows}u; row += 8u) {
    if (unit >= ${units}u) { break; }
    var a = vec4f(); var b = vec4f(); ${norm ? 'var s = 0.0;' : ''}
    for (var other = thread % 8u; other < 64u; other += 8u) {
      a += sums[other][2u * row]; b += sums[other][2u * row + 1u]; ${norm ? 's += squares[other][row];' : ''}
    }
    ${norm ? 'let n = root(s); a *= n; b *= n;' : ''}
    leave(first + row, unit, a, b);
  }
}`;
}

/** Inputs of a tile, in vec4s: 4 kB of rows and 8 kB of weights are in the 16 kB that every adapter has. */
const depth = 8;

function tile(product: Product): string {
  const { inputs4, units, norm } = product;
  return `
var<workgroup> tileInputs: array<array<vec4f, ${tileRows}>, ${depth}>;
var<workgroup> tileWeights: array<array<mat4x4f, 16>, ${depth}>;
@compute @workgroup_size(64) fn main(
  @builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32,
) {
  let unit = group.x * 8u + thread % 8u;
  let within = thread / 8u * 4u;
  let first = group.y * ${tileRows}u;
  ${registers(product, 4)}
  let start = group.x * ${inputs4 * 16}u;
  for (var offset = 0u; offset < ${inputs4}u; offset += ${depth}u) {
    for (var i = thread; i < ${tileRows * depth}u; i += 64u) {
      let k = i % ${depth}u;
      let row = i / ${depth}u;
      if (offset + k < ${inputs4}u) { tileInputs[k][row] = input(sourceRow(first + row), offset + k); }
    }
    for (var i = thread; i < ${16 * depth}u; i += 64u) {
      let k = i / 16u;
      if (offset + k < ${inputs4}u) { tileWeights[k][i % 16u] = block(start + (offset + k) * 16u + i % 16u); }
    }
    workgroupBarrier();
    for (var k = 0u; k < min(${depth}u, ${inputs4}u - offset); k++) {
      let wa = tileWeights[k][2u * (thread % 8u)]; let wb = tileWeights[k][2u * (thread % 8u) + 1u];
      ${each(4, i => step(product, i, `tileInputs[k][within + ${i}u]`, 'offset + k'))}
    }
    workgroupBarrier();
  }
  if (unit >= ${units}u) { return; }
  ${each(4, i => `${norm ? `{ let n = root(s${i}); a${i} *= n; b${i} *= n; }` : ''} leave(first + within + ${i}u, unit, a${i}, b${i});`)}
}`;
}

export const bodies: Record<Body, (product: Product, rows: number) => string> = { plain, reduce, tile };

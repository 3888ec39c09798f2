import type { MatrixSize } from '../matrix';

/** What the kernel body of a product depends on. */
export interface ProductShape extends MatrixSize {
  /**
   * RMSNorm of the input (Zhang and Sennrich, arXiv 1910.07467): weights at `at` in `vectors`; `size` values per row,
   * without padding.
   */
  norm?: { at: number; size: number; eps: number };
}

/**
 * How a product divides its work among threads.
 * - `plain`: a thread computes a unit of eight outputs for several rows, without barriers. Suits a CPU.
 * - `reduce`: eight threads share a unit, an eighth of the inputs each, and add up in workgroup memory. For few rows
 *   on a GPU.
 * - `tile`: a workgroup computes eight units for 32 rows, whose inputs it keeps in workgroup memory. For many rows on
 *   a GPU.
 */
export type Body = 'plain' | 'reduce' | 'tile';

/** The body of a product and the sizes of its tiles. */
export interface Tiling {
  body: Body;
  /** Rows per thread (`plain`) or per workgroup. */
  rows: number;
  /** Units per thread, for `plain`. */
  width: number;
}

/** Threads per workgroup of `plain`: few, so that even a narrow matrix occupies all cores of a CPU. */
const plainThreads = 8;

/** Units per workgroup. */
export const groupUnits = ({ body, width }: Tiling): number => (body === 'plain' ? plainThreads * width : 8);

/** Rows per workgroup of `tile`, four per thread. */
export const tileRows = 32;

/** Index of the first element of a unit. The second is next to it; the following inputs are 16 further each. */
const unitStart = (product: ProductShape) => `(unit / 8u) * ${product.inputs4 * 16}u + (unit % 8u) * 2u`;

const each = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** Begins a step along the inputs: loads the weights of all columns (wa_u and wb_u of unit u) and of the norm. */
const weights = (product: ProductShape, k: string, at: string, width = 1): string => `
    ${each(width, u => `let wa${u} = block(${at} + ${2 * u}u); let wb${u} = block(${at} + ${2 * u + 1}u);`)}
    ${product.norm ? `let g = vectors[${product.norm.at}u + ${k}];` : ''}`;

/** The step of one row, in registers a_iu, b_iu, and s_i, the sum of squares. */
const step = (product: ProductShape, i: number, x: string, width = 1): string => `{
      let x = ${x};
      ${product.norm ? `s${i} += dot(x, x); let y = x * g;` : 'let y = x;'}
      ${each(width, u => `a${i}_${u} += wa${u} * y; b${i}_${u} += wb${u} * y;`)}
    }`;

const registers = (product: ProductShape, rows: number, width = 1): string =>
  each(rows, i => each(width, u => `var a${i}_${u} = vec4f(); var b${i}_${u} = vec4f();`)) +
  (product.norm ? each(rows, i => `var s${i} = 0.0;`) : '');

/** Collects all sums in arrays, so that the code after the hot loop is compiled once instead of once per row. */
const gather = (product: ProductShape, rows: number, width = 1): string => {
  const list = (name: string) =>
    Array.from({ length: rows * width }, (_, i) => `${name}${Math.floor(i / width)}_${i % width}`).join(', ');
  return `var a = array<vec4f, ${rows * width}>(${list('a')});
  var b = array<vec4f, ${rows * width}>(${list('b')});
  ${product.norm ? `var s = array<f32, ${rows}>(${Array.from({ length: rows }, (_, i) => `s${i}`).join(', ')});` : ''}`;
};

/** Emits the finished rows. */
const emitAll = (product: ProductShape, rows: number, first: string, width = 1): string => `
  ${gather(product, rows, width)}
  for (var i = 0u; i < ${rows * width}u; i++) {
    let n = ${product.norm ? `root(s[i / ${width}u])` : '1.0'};
    if (unit + i % ${width}u < ${product.units}u) { emit(${first} + i / ${width}u, unit + i % ${width}u, a[i] * n, b[i] * n); }
  }`;

function plain(product: ProductShape, { rows, width }: Tiling): string {
  return `
@compute @workgroup_size(${plainThreads}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let unit = id.x * ${width}u;
  if (unit >= ${product.units}u) { return; }
  let first = id.y * ${rows}u;
  ${each(rows, i => `let r${i} = sourceRow(first + ${i}u);`)}
  ${registers(product, rows, width)}
  var at = ${unitStart(product)};
  for (var k = 0u; k < ${product.inputs4}u; k++) {
    ${weights(product, 'k', 'at', width)}
    at += 16u;
    ${each(rows, i => step(product, i, `input(r${i}, k)`, width))}
  }
  ${emitAll(product, rows, 'first', width)}
}`;
}

/** Sums the rows one after another, so that workgroup memory stays at 1 kB and many workgroups can run at a time. */
function reduce(product: ProductShape, { rows }: Tiling): string {
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
    ${weights(product, 'k', '(start + k * 16u)')}
    ${each(rows, i => step(product, i, `input(r${i}, k)`))}
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
  emit(first + part, unit, left * n, right * n);
}`;
}

/** Inputs of a tile, in vec4s: 2 kB of workgroup memory. */
const depth = 4;

function tile(product: ProductShape): string {
  const { inputs4 } = product;
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
      ${weights(product, 'offset + k', '(start + (offset + k) * 16u)')}
      ${each(4, i => step(product, i, `inputs[k][within + ${i}u]`))}
    }
    workgroupBarrier();
  }
  ${emitAll(product, 4, 'first + within')}
}`;
}

export const bodies: Record<Body, (product: ProductShape, tiling: Tiling) => string> = { plain, reduce, tile };

import { tokenGroup } from '../../../cache/format';
import { largestPower } from '../../../cache/hadamard';
import type { StoredPartLayout } from '../stored-layout';

/** WGSL that reads half-precision numbers from `stored`: number `i` from a word on, and four from an even one on. */
export const halfReaders = `
fn halfAt(at: u32, i: u32) -> f32 { return unpack2x16float(stored[at + i / 2u])[i % 2u]; }
fn fourHalves(at: u32, i: u32) -> vec4f {
  return vec4f(unpack2x16float(stored[at + i / 2u]), unpack2x16float(stored[at + i / 2u + 1u]));
}`;

/**
 * WGSL of `fn <name>(page, slot, block) -> vec4f`: four adjacent dimensions of a slot, as the stored page stands for
 * them. `page`: first word of the page.
 */
export function storedReader(name: string, { part, codes, slotWords, scales, middles }: StoredPartLayout): string {
  const { bits, symmetric } = part;
  const at = `page + ${codes}u + slot * ${slotWords}u`;
  const code = {
    32: `bitcast<vec4f>(vec4u(stored[at], stored[at + 1u], stored[at + 2u], stored[at + 3u]))`,
    16: 'vec4f(unpack2x16float(stored[at]), unpack2x16float(stored[at + 1u]))',
    8: 'vec4f(vec4i(bitcast<vec4i>(vec4u(stored[at]) << vec4u(24u, 16u, 8u, 0u))) >> vec4u(24u))',
    4: 'vec4f((vec4u(stored[at]) >> (vec4u(0u, 4u, 8u, 12u) + 16u * (block % 2u))) & vec4u(15u)) - 8.0',
  }[bits];
  const step = { 32: 'block * 4u', 16: 'block * 2u', 8: 'block', 4: 'block / 2u' }[bits];
  const factor = (offset: number) =>
    part.scales === 'channel'
      ? `fourHalves(page + ${offset}u, block * 4u)`
      : `halfAt(page + ${offset}u, block / ${tokenGroup / 4}u * 16u + slot)`;
  const result =
    bits > 8 ? 'code' : symmetric ? `code * ${factor(scales)}` : `code * ${factor(scales)} + ${factor(middles)}`;
  return `fn ${name}(page: u32, slot: u32, block: u32) -> vec4f {
  let at = ${at} + ${step};
  let code = ${code};
  return ${result};
}`;
}

/**
 * WGSL statements that multiply the head at `x[base]` by the matrix of cache/hadamard.ts. `x` is an array of floats.
 */
export function hadamard(headDim: number): string {
  const half = headDim / 2;
  const blocks: { at: number; size: number }[] = [];
  for (const begin of [0, half])
    for (let at = 0; at < half; at += blocks.at(-1)!.size)
      blocks.push({ at: begin + at, size: largestPower(half - at) });
  const butterfly = (i: string, j: string) =>
    `{ let p = x[${i}]; let q = x[${j}]; x[${i}] = (p + q) * ${Math.SQRT1_2}; x[${j}] = (p - q) * ${Math.SQRT1_2}; }`;
  const transform = blocks
    .filter(({ size }) => size > 1)
    .map(
      ({ at, size }) => `for (var step = 1u; step < ${size}u; step *= 2u) {
    for (var n = 0u; n < ${size / 2}u; n++) {
      let i = base + ${at}u + n / step * 2u * step + n % step;
      ${butterfly('i', 'i + step')}
    }
  }`,
    )
    .join('\n');
  return `${transform}
  for (var n = 0u; n < ${half}u; n++) { ${butterfly('base + n', `base + ${half}u + n`)} }`;
}

/**
 * WGSL of `fn original(block, i) -> u32`: the model's index of element `i` of a block of four in paired order (see
 * `Layout`); `headDim` or more where the element is padding.
 */
export const originalIndex = (headDim: number): string => `
fn original(block: u32, i: u32) -> u32 {
  let pair = block / 2u * 4u + i;
  return select(${headDim}u, pair + block % 2u * ${headDim / 2}u, pair < ${headDim / 2}u);
}`;

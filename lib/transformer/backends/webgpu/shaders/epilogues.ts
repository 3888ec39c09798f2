import { pageSlots } from '../../../cache/pages';
import type { ModelConfig } from '../../../config';
import type { StorageName } from '../bindings';
import type { Layout } from '../layout';

/** What a product does with a unit of eight outputs, `a` the first four: WGSL of `fn finish(row, unit, a, b)`. */
export interface Epilogue {
  reads: readonly StorageName[];
  writes: readonly StorageName[];
  vectors: boolean;
  layer: boolean;
  code: string;
}

/** Adds to the residual stream. */
export const residualEpilogue = ({ hidden4 }: Layout): Epilogue => ({
  reads: [],
  writes: ['residual'],
  vectors: false,
  layer: false,
  code: `fn finish(row: u32, unit: u32, a: vec4f, b: vec4f) {
  let at = row * ${hidden4}u + 2u * unit;
  residual[at] += a;
  residual[at + 1u] += b;
}`,
});

/** SwiGLU (Shazeer, arXiv 2002.05202): a unit holds four gates and their four up values. */
export const swigluEpilogue = ({ intermediate4 }: Layout): Epilogue => ({
  reads: [],
  writes: ['intermediate'],
  vectors: false,
  layer: false,
  code: `fn finish(row: u32, unit: u32, a: vec4f, b: vec4f) {
  intermediate[row * ${intermediate4}u + unit] = a / (1.0 + exp(-a)) * b;
}`,
});

export const logitsEpilogue = ({ vocabulary4 }: Layout): Epilogue => ({
  reads: [],
  writes: ['logits'],
  vectors: false,
  layer: false,
  code: `fn finish(row: u32, unit: u32, a: vec4f, b: vec4f) {
  let at = row * ${vocabulary4}u + 2u * unit;
  logits[at] = a;
  logits[at + 1u] = b;
}`,
});

/** WGSL function for the index in `pageTable` of a row's list in this layer; `info` is the row's entry in `rows`. */
export const listIndex = ({ kvHeads }: ModelConfig, { lists }: Layout): string =>
  `fn listOf(info: vec4u, kvHead: u32) -> u32 { return info.z * ${lists}u + layer.x * ${kvHeads}u + kvHead; }`;

/** WGSL that adds the bias to `a_` and `b_`. @param bias offset in `vectors`, if the model has one */
const biased = (bias: number | null): string =>
  bias === null
    ? 'var a = a_; var b = b_;'
    : `var a = a_ + vectors[${bias}u + 2u * unit]; var b = b_ + vectors[${bias}u + 2u * unit + 1u];`;

/** Adds the bias and stores queries, keys and values as they are, for the host to read. */
export const projectionEpilogue = ({ qkvUnits }: Layout, bias: number | null): Epilogue => ({
  reads: [],
  writes: ['projected'],
  vectors: bias !== null,
  layer: false,
  code: `fn finish(row: u32, unit: u32, a_: vec4f, b_: vec4f) {
  ${biased(bias)}
  let at = 2u * (row * ${qkvUnits}u + unit);
  projected[at] = a;
  projected[at + 1u] = b;
}`,
});

/**
 * Adds the bias, rotates queries and keys to their position (a unit holds both ends of four pairs), stores the
 * queries and appends keys and values to the cache.
 * @param bias offset in `vectors`, if the model has one
 */
export function qkvEpilogue(config: ModelConfig, layout: Layout, bias: number | null): Epilogue {
  const { heads, kvHeads, headDim } = config;
  const { headUnits, head4, page4 } = layout;
  return {
    reads: ['rows', 'angles', 'pageTable'],
    writes: ['query', 'pages'],
    vectors: bias !== null,
    layer: true,
    code: `${listIndex(config, layout)}
fn finish(row: u32, unit: u32, a_: vec4f, b_: vec4f) {
  ${biased(bias)}
  let head = unit / ${headUnits}u;
  let part = unit % ${headUnits}u;
  if (head < ${heads + kvHeads}u) {
    let at = (pass_.firstRow + row) * ${head4}u + part;
    let c = angles[at];
    let s = angles[at + ${headUnits}u];
    let turned = a * c - b * s;
    b = b * c + a * s;
    a = turned;
  }
  if (head < ${heads}u) {
    let at = (row * ${heads}u + head) * ${head4}u + 2u * part;
    query[at] = a * ${1 / Math.sqrt(headDim)};
    query[at + 1u] = b * ${1 / Math.sqrt(headDim)};
    return;
  }
  let info = rows[pass_.firstRow + row];
  let list = listOf(info, (head - ${heads}u) % ${kvHeads}u);
  let slot = pageTable[list] + info.w;
  let page = pageTable[pass_.tables + list * pass_.tablePages + slot / ${pageSlots}u];
  let within = slot % ${pageSlots}u;
  if (head < ${heads + kvHeads}u) {
    let at = page * ${page4}u + 2u * part * ${pageSlots}u + within;
    pages[at] = a;
    pages[at + ${pageSlots}u] = b;
  } else {
    let at = page * ${page4}u + (${pageSlots}u + within) * ${head4}u + 2u * part;
    pages[at] = a;
    pages[at + 1u] = b;
  }
}`,
  };
}

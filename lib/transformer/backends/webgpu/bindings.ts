import type { Precision } from './matrix';

/**
 * Every buffer that a kernel may bind, with its WGSL type. A kernel lists the buffers that it reads and writes;
 * declarations, layouts and bind groups follow from the list. No kernel binds more than eight storage buffers, the
 * number that every adapter supports.
 */
export const storageTypes = {
  /**
   * Per row of the pass: token; 0, or 1 + the index in `sampled` of the token to read instead; page table entry of
   * its sequence; tokens of its sequence before it in this plan.
   */
  rows: 'array<vec4u>',
  /** Rows whose logits are wanted: row; for sampling also the noise key and the bits of temperature and top_p. */
  logitRows: 'array<vec4u>',
  /** [row][2][pair]: cosines, then sines. */
  angles: 'array<vec4f>',
  /** Lengths [entry][list], then page tables [entry][list][page]; see `PageTable`. */
  pageTable: 'array<u32>',
  /** Sampled tokens. */
  sampled: 'array<u32>',
  /** The residual stream [row][hidden]. */
  residual: 'array<vec4f>',
  /** [row][head][headDim], rotated, scaled by 1 / sqrt(headDim). */
  query: 'array<vec4f>',
  /** [row][head][slot]: scores, then weights. */
  scores: 'array<vec4f>',
  /** [row][head][headDim]. */
  attended: 'array<vec4f>',
  /** [row][intermediate]. */
  intermediate: 'array<vec4f>',
  /** [logit row][vocabulary]. */
  logits: 'array<vec4f>',
  /** See `Layout.page4`. */
  pages: 'array<vec4f>',
  /** The pages of one format; see `StoredLayout`. */
  stored: 'array<u32>',
  /** `query` in the order of the model, as stored pages have it. */
  storedQuery: 'array<vec4f>',
  /** [row][query, key and value head][headDim], not rotated; of a model that compresses its own cache, as the next four. */
  projected: 'array<vec4f>',
  /** [row][KV head][key, value][headDim]: what the rows write, keys rotated. */
  written: 'array<vec4f>',
  /** Slots to fill from `written`; see `SlotChanges`. */
  appended: 'array<vec2u>',
  kept: 'array<vec2u>',
  /** Slots that rows no longer see; see `SlotChanges`. */
  replaced: 'array<u32>',
  /** Pages to quantise; see `Fills`. */
  fills: 'array<vec2u>',
  weights: '',
  /** Norms, biases and scales of one layer; see `LayerVectors`. */
  vectors: 'array<vec4f>',
  embedding: '',
  /** [logit row][32 tokens]: a bit for every token that may be sampled; see `maskWords`. */
  allowed: 'array<u32>',
  /** Partial results of sampling, one per part of the vocabulary; see `shaders/sample.ts`. */
  best: 'array<vec2u>',
  mass: 'array<f32>',
  nucleus: 'array<vec4u>',
  /** Runs of vec4s to copy; the first entry holds their length and number. */
  runs: 'array<vec2u>',
} satisfies Record<string, string>;

export type StorageName = keyof typeof storageTypes;
export type BindingName = StorageName | 'pass' | 'layer';

/**
 * The WGSL type of a buffer. The type of weights depends on their precision; one element holds sixteen weights (see
 * `MatrixPacker`).
 */
export function wgslType(name: StorageName, precision: Precision): string {
  if (name === 'weights') return { f32: 'array<mat4x4f>', f16: 'array<mat4x4<f16>>', int8: 'array<vec4u>' }[precision];
  if (name === 'embedding') return precision === 'f32' ? 'array<vec4f>' : 'array<vec2u>';
  return storageTypes[name];
}

/** The fields of a pass record, which lies in a uniform buffer at a dynamic offset. */
export const passFields = [
  'rows',
  'firstRow',
  'logitRows',
  'firstLogitRow',
  'samples',
  'firstSampled',
  /** vec4s per list of scores. */
  'scores4',
  /** Where the page tables begin in `pageTable`, and the capacity of a list in pages. */
  'tables',
  'tablePages',
  /** Where the headers of the pass begin in `fills`. */
  'fills',
] as const;

export const passStruct = `struct Pass { ${passFields.map(field => `${field}: u32`).join(', ')} }`;
/** Alignment of dynamic offsets that every adapter supports, in bytes. */
export const passStride = 256;

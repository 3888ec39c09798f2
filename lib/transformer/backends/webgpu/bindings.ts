import type { Precision } from './matrix';

/**
 * Every buffer that a kernel may bind, with its WGSL type. A kernel names what it reads and writes; declarations, layouts and bind groups
 * follow. No kernel binds more than eight storage buffers, which is what every adapter has.
 */
export const storageTypes = {
  /** What goes through the layers: token, 1 + place in `sampled` it is fed from or 0, seat of its sequence, slots ahead of it in this pass. */
  rows: 'array<vec4u>',
  /** Rows whose logits are wanted: row, and for a draw its key, and the bits of temperature and top_p. */
  logitRows: 'array<vec4u>',
  /** [row][2][pair]: cosines, then sines. */
  angles: 'array<vec4f>',
  /** Lengths [seat][list], then page tables [seat][list][page]. */
  pageTable: 'array<u32>',
  /** Tokens sampled. */
  sampled: 'array<u32>',
  /** The residual residual [row][hidden]. */
  residual: 'array<vec4f>',
  /** [row][head][headDim], rotated, scaled by 1 / sqrt(headDim). */
  query: 'array<vec4f>',
  /** [row][head][slot]: scores, then weights. */
  scores: 'array<vec4f>',
  /** [row][head][headDim]. */
  attended: 'array<vec4f>',
  /** [row][intermediate]. */
  intermediate: 'array<vec4f>',
  /** [pick][vocabulary]. */
  logits: 'array<vec4f>',
  /** See `Layout.page4`. */
  pages: 'array<vec4f>',
  weights: '',
  /** Norms, biases and scales of one layer; see `Vectors`. */
  vectors: 'array<vec4f>',
  embedding: '',
  /** Of a draw, a part of the vocabulary a thread: see `shaders/draw.ts`. */
  best: 'array<vec2u>',
  mass: 'array<f32>',
  nucleus: 'array<vec4u>',
  /** Runs of vec4s to copy; the first entry tells their length and number. */
  runs: 'array<vec2u>',
} satisfies Record<string, string>;

export type StorageName = keyof typeof storageTypes;
export type BindingName = StorageName | 'pass' | 'layer';

/** The WGSL type of a buffer; that of weights depends on how they are stored, sixteen an element (see `MatrixPacker`). */
export function wgslType(name: StorageName, precision: Precision): string {
  if (name === 'weights') return { f32: 'array<mat4x4f>', f16: 'array<mat4x4<f16>>', int8: 'array<vec4u>' }[precision];
  if (name === 'embedding') return precision === 'f32' ? 'array<vec4f>' : 'array<vec2u>';
  return storageTypes[name];
}

/** What differs from pass to pass; a record of a uniform buffer, found by a dynamic offset. */
export const passFields = [
  'rows',
  'firstRow',
  'logitRows',
  'firstLogitRow',
  'samples',
  'firstSampled',
  /** vec4s of a list of scores. */
  'scores4',
  /** Where the page tables begin in `pageTable`, and pages a list has room for. */
  'tables',
  'tablePages',
] as const;

export const passStruct = `struct Pass { ${passFields.map(field => `${field}: u32`).join(', ')} }`;
/** The least that every adapter aligns dynamic offsets to. */
export const passStride = 256;

import type { StorageName } from '../bindings';
import type { KernelSource } from '../kernel';
import type { Precision } from '../matrix';
import { bodies, type ProductShape, type Tiling } from './bodies';
import type { Epilogue } from './epilogues';

/** A matrix product of the model: its input, its weights and what it does with the outputs. */
export interface Product extends ProductShape {
  label: string;
  /** [row][inputs4]. */
  source: StorageName;
  /** Offset in `vectors` of the scales of the outputs; int8 only. */
  scales: number;
  /** Which rows of the source to multiply: all, or the rows in `logitRows`. */
  rows: 'all' | 'logitRows';
  epilogue: Epilogue;
}

/**
 * WGSL that reads one element of packed weights as a matrix: column i holds the weights of input i for four outputs,
 * without scales.
 */
const blockReader: Record<Precision, string> = {
  f32: 'fn block(i: u32) -> mat4x4f { return weights[i]; }',
  // No software adapter has shader-f16, so the tests never run this variant; it follows the specification.
  f16: 'fn block(i: u32) -> mat4x4f { return mat4x4f(weights[i]); }',
  int8: `fn block(i: u32) -> mat4x4f {
  let w = weights[i];
  return mat4x4f(unpack4x8snorm(w.x), unpack4x8snorm(w.y), unpack4x8snorm(w.z), unpack4x8snorm(w.w));
}`,
};

/**
 * The kernel that multiplies rows by a packed matrix. It includes the norm: it multiplies each input by its norm
 * weight, sums the squares along with the product, and divides the result by the root, which is the same for all
 * inputs of a row.
 */
export function productKernel(product: Product, precision: Precision, tiling: Tiling): KernelSource {
  const { label, source, norm, epilogue, scales } = product;
  const vectors = norm || precision === 'int8' || epilogue.vectors;
  const reads: StorageName[] = [source, 'weights', ...(vectors ? (['vectors'] as const) : []), ...epilogue.reads];
  if (product.rows === 'logitRows') reads.push('logitRows');
  // The residual stream is written in place, so it is never bound as source as well.
  const code = [
    blockReader[precision],
    product.rows === 'all'
      ? 'fn sourceRow(i: u32) -> u32 { return i; }'
      : 'fn sourceRow(i: u32) -> u32 { return logitRows[pass_.firstLogitRow + min(i, pass_.logitRows - 1)].x; }',
    `fn rowCount() -> u32 { return pass_.${product.rows === 'all' ? 'rows' : 'logitRows'}; }`,
    `fn input(row: u32, k: u32) -> vec4f { return ${source}[row * ${product.inputs4}u + k]; }`,
    norm ? `fn root(squares: f32) -> f32 { return inverseSqrt(squares / ${norm.size}.0 + ${norm.eps}); }` : '',
    epilogue.code,
    `fn emit(row: u32, unit: u32, a: vec4f, b: vec4f) {
  if (row >= rowCount()) { return; }
  ${
    precision === 'int8'
      ? `finish(row, unit, a * vectors[${scales}u + 2u * unit], b * vectors[${scales}u + 2u * unit + 1u]);`
      : 'finish(row, unit, a, b);'
  }
}`,
    bodies[tiling.body](product, tiling),
  ].join('\n');
  const uniforms = epilogue.layer ? (['pass', 'layer'] as const) : (['pass'] as const);
  return {
    label: `${label} ${tiling.body} ${tiling.rows} ${tiling.width}`,
    reads,
    writes: epilogue.writes,
    uniforms,
    code,
  };
}

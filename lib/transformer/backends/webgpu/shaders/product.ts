import type { StorageName } from '../bindings';
import type { KernelSource } from '../kernel';
import type { Precision } from '../matrix';
import type { Epilogue } from './epilogues';
import { bodies, type ProductShape, type Tiling } from './bodies';

/** A matrix product of the model: what goes in, and what becomes of what comes out. */
export interface Product extends ProductShape {
  label: string;
  /** [row][inputs4]. */
  source: StorageName;
  /** Of the outputs, in `vectors`; int8 only. */
  scales: number;
  /** Rows of the source that are taken: all, or those of `logitRows`. */
  rows: 'all' | 'logitRows';
  epilogue: Epilogue;
}

/** WGSL that reads one element of packed weights as a matrix: column i holds what input i gives to four outputs. Scales come later. */
const blockReader: Record<Precision, string> = {
  f32: 'fn block(i: u32) -> mat4x4f { return weights[i]; }',
  // No software adapter has shader-f16: this one is only known to be what the specification asks for, never run in the tests.
  f16: 'fn block(i: u32) -> mat4x4f { return mat4x4f(weights[i]); }',
  int8: `fn block(i: u32) -> mat4x4f {
  let w = weights[i];
  return mat4x4f(unpack4x8snorm(w.x), unpack4x8snorm(w.y), unpack4x8snorm(w.z), unpack4x8snorm(w.w));
}`,
};

/**
 * Rows times a packed matrix. The norm is folded in: an input is multiplied by its norm weight on the way, the sum of squares is gathered
 * along with the product, and the root divides the result, for it is the same for all inputs of a row.
 */
export function productKernel(product: Product, precision: Precision, tiling: Tiling): KernelSource {
  const { label, source, norm, epilogue, scales } = product;
  const vectors = norm || precision === 'int8' || epilogue.vectors;
  const reads: StorageName[] = [source, 'weights', ...(vectors ? (['vectors'] as const) : []), ...epilogue.reads];
  if (product.rows === 'logitRows') reads.push('logitRows');
  // The residual residual that is added to is written, never the source as well.
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

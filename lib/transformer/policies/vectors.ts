/** Arithmetic on the rows of a matrix [slot][size], such as the keys of one head. */

/** Vector `row` of a matrix, as a view. */
export const rowOf = (matrix: Float32Array, row: number, size: number): Float32Array =>
  matrix.subarray(row * size, (row + 1) * size);

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** L2 norm of each row: [slot]. */
export function norms(matrix: Float32Array = new Float32Array(), size: number): Float32Array {
  return Float32Array.from({ length: matrix.length / size }, (_, row) => {
    const vector = rowOf(matrix, row, size);
    return Math.sqrt(dot(vector, vector));
  });
}

/** Each row divided by its norm; a row of zeros stays one. */
export function normalised(matrix: Float32Array = new Float32Array(), size: number): Float32Array {
  const lengths = norms(matrix, size);
  return matrix.map((value, i) => value / (lengths[Math.floor(i / size)]! || 1));
}

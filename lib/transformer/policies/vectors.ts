/** Arithmetic on the rows of a matrix [row][size], such as the keys of one head: [slot][headDim]. */

/** Vector `row` of a matrix, as a view. */
export const rowOf = (matrix: Float32Array, row: number, size: number): Float32Array =>
  matrix.subarray(row * size, (row + 1) * size);

/** A vector times one row of a matrix. Four sums, because one would make every addition wait for the last; all scores are made of these. */
export function dotRow(vector: Float32Array, matrix: Float32Array, row: number): number {
  const size = vector.length;
  const at = row * size;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < size; i += 4) {
    a += vector[i]! * matrix[at + i]!;
    b += vector[i + 1]! * matrix[at + i + 1]!;
    c += vector[i + 2]! * matrix[at + i + 2]!;
    d += vector[i + 3]! * matrix[at + i + 3]!;
  }
  for (; i < size; i++) a += vector[i]! * matrix[at + i]!;
  return a + b + c + d;
}

export const dot = (a: Float32Array, b: Float32Array): number => dotRow(a, b, 0);

/** L2 norm of each row: [row]. */
export function norms(matrix: Float32Array = new Float32Array(), size: number): Float32Array {
  const lengths = new Float32Array(matrix.length / size);
  for (let row = 0; row < lengths.length; row++)
    lengths[row] = Math.sqrt(dotRow(rowOf(matrix, row, size), matrix, row));
  return lengths;
}

/** Each row divided by its norm; a row of zeros stays one. */
export function normalised(matrix: Float32Array = new Float32Array(), size: number): Float32Array {
  const directions = new Float32Array(matrix.length);
  norms(matrix, size).forEach((length, row) => {
    for (let i = row * size; i < (row + 1) * size; i++) directions[i] = matrix[i]! / (length || 1);
  });
  return directions;
}

/** Mean of all rows: [size]. */
export function meanRow(matrix: Float32Array, size: number): Float32Array {
  const mean = new Float32Array(size);
  const rows = matrix.length / size;
  for (let i = 0; i < matrix.length; i++) mean[i % size]! += matrix[i]! / rows;
  return mean;
}

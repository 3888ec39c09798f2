import type { Projection } from './model';

/**
 * y = W x (+ b). W: [rows, columns] row-major, x: [columns]; sums are in double precision. Uses four independent
 * sums, because a single sum makes every addition wait for the last one and would slow the baseline of all speed
 * comparisons.
 */
export function matVec({ weight, bias }: Projection, x: Float32Array): Float32Array {
  const columns = x.length;
  const y = new Float32Array(weight.length / columns);
  for (let row = 0; row < y.length; row++) {
    const start = row * columns;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i = 0;
    for (; i + 3 < columns; i += 4) {
      a += weight[start + i]! * x[i]!;
      b += weight[start + i + 1]! * x[i + 1]!;
      c += weight[start + i + 2]! * x[i + 2]!;
      d += weight[start + i + 3]! * x[i + 3]!;
    }
    for (; i < columns; i++) a += weight[start + i]! * x[i]!;
    y[row] = a + b + c + d + (bias ? bias[row]! : 0);
  }
  return y;
}

/** x / rms(x) * weight (Zhang and Sennrich, arXiv 1910.07467). */
export function rmsNorm(x: Float32Array, weight: Float32Array, epsilon: number): Float32Array {
  let squares = 0;
  for (const value of x) squares += value * value;
  const scale = 1 / Math.sqrt(squares / x.length + epsilon);
  return x.map((value, i) => value * scale * weight[i]!);
}

/**
 * Attention of one query head [headDim] over the slots of its KV head: softmax of q . k / sqrt(headDim), and the
 * weighted sum of the values. weights: [slot].
 */
export function attend(
  query: Float32Array,
  slots: readonly { key: Float32Array; value: Float32Array }[],
): { out: Float32Array; weights: Float32Array } {
  const scores = slots.map(({ key }) => {
    let dot = 0;
    for (let i = 0; i < query.length; i++) dot += query[i]! * key[i]!;
    return dot / Math.sqrt(query.length);
  });
  const weights = softmax(scores);
  const out = new Float32Array(query.length);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let slot = 0; slot < weights.length; slot++) sum += weights[slot]! * slots[slot]!.value[i]!;
    out[i] = sum;
  }
  return { out, weights: Float32Array.from(weights) };
}

/** exp(x) / sum exp(x), shifted by the maximum to avoid overflow. */
export function softmax(scores: readonly number[]): number[] {
  let largest = -Infinity;
  for (const score of scores) largest = Math.max(largest, score);
  const powers = scores.map(score => Math.exp(score - largest));
  let sum = 0;
  for (const power of powers) sum += power;
  return powers.map(power => power / sum);
}

/** silu(gate) * up, elementwise (SwiGLU, Shazeer, arXiv 2002.05202). */
export const swiglu = (gate: Float32Array, up: Float32Array): Float32Array =>
  gate.map((value, i) => (value / (1 + Math.exp(-value))) * up[i]!);

/** Adds y to x in place: the residual stream. */
export function add(x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! + y[i]!;
}

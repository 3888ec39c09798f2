/**
 * y = W x. W: [rows, columns] row-major, x: [columns]; sums are in double precision. Four sums side by side, because one alone makes
 * every addition wait for the last: without them the baseline of all speed figures would be slow for no reason.
 */
export function multiply(weight: Float32Array, x: Float32Array): Float32Array {
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
    y[row] = a + b + c + d;
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
 * Rotary position embedding (Su et al., arXiv 2104.09864) in place, on every head of x: [heads * headDim]. Hugging Face's layout:
 * value `i` of a head is paired with value `i + headDim / 2`, and turns by `position * theta^(-2 i / headDim)`.
 */
export function rotate(x: Float32Array, position: number, headDim: number, theta: number): void {
  const half = headDim / 2;
  for (let head = 0; head < x.length; head += headDim)
    for (let i = 0; i < half; i++) {
      const angle = position * theta ** (-i / half);
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const [a, b] = [x[head + i]!, x[head + half + i]!];
      x[head + i] = a * cos - b * sin;
      x[head + half + i] = b * cos + a * sin;
    }
}

/**
 * Causal attention of one new token over all cached ones, with grouped queries: query head `h` reads key-value head
 * `floor(h * kvHeads / heads)` (Ainslie et al., arXiv 2305.13245).
 * query: [heads * headDim]; keys, values: one row [kvHeads * headDim] per position. Returns [heads * headDim].
 */
export function attend(
  query: Float32Array,
  keys: readonly Float32Array[],
  values: readonly Float32Array[],
  headDim: number,
): Float32Array {
  const mixed = new Float32Array(query.length);
  const group = query.length / (keys[0]?.length ?? query.length);
  for (let head = 0; head < query.length / headDim; head++) {
    const from = head * headDim;
    const shared = Math.floor(head / group) * headDim;
    const weights = softmax(
      keys.map(key => {
        let dot = 0;
        for (let i = 0; i < headDim; i++) dot += query[from + i]! * key[shared + i]!;
        return dot / Math.sqrt(headDim);
      }),
    );
    for (let i = 0; i < headDim; i++) {
      let sum = 0;
      for (let t = 0; t < weights.length; t++) sum += weights[t]! * values[t]![shared + i]!;
      mixed[from + i] = sum;
    }
  }
  return mixed;
}

/** exp(x) / sum exp(x), shifted by the largest so that nothing overflows. */
export function softmax(scores: readonly number[]): number[] {
  let largest = -Infinity;
  for (const score of scores) largest = Math.max(largest, score);
  const powers = scores.map(score => Math.exp(score - largest));
  let sum = 0;
  for (const power of powers) sum += power;
  return powers.map(power => power / sum);
}

/** silu(gate) * up, elementwise (SwiGLU, Shazeer, arXiv 2002.05202). */
export const gated = (gate: Float32Array, up: Float32Array): Float32Array =>
  gate.map((value, i) => (value / (1 + Math.exp(-value))) * up[i]!);

/** x + y, in place in x: the residual stream. */
export function add(x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! + y[i]!;
}

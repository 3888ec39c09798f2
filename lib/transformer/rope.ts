/**
 * Rotary position embedding (Su et al., arXiv 2104.09864) in Hugging Face's layout: value i of a head is paired with
 * value i + headDim / 2, and the pair is rotated by position * frequency[i].
 */

/** How a model scales positions beyond its original training context. */
export type RopeScaling =
  | { kind: 'none' }
  /** Positions divided by `factor` (Chen et al., arXiv 2306.15595). */
  | { kind: 'linear'; factor: number }
  /**
   * Llama 3.1: divides low frequencies by `factor`, keeps high ones, interpolates between (Hugging Face, `rope_type:
   * llama3`).
   */
  | {
      kind: 'llama3';
      factor: number;
      lowFrequencyFactor: number;
      highFrequencyFactor: number;
      originalContext: number;
    };

/** The parameters of a model's rotary embedding. */
export interface RopeParameters {
  /** Values of a head; even. */
  headDim: number;
  /** Base of the frequencies. */
  ropeTheta: number;
  ropeScaling: RopeScaling;
}

/** Rotation per position of each pair, in radians: [headDim / 2]. */
export function ropeFrequencies({ headDim, ropeTheta, ropeScaling }: RopeParameters): Float64Array {
  const half = headDim / 2;
  const plain = Float64Array.from({ length: half }, (_, i) => ropeTheta ** (-i / half));
  switch (ropeScaling.kind) {
    case 'none':
      return plain;
    case 'linear':
      return plain.map(frequency => frequency / ropeScaling.factor);
    case 'llama3': {
      const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext } = ropeScaling;
      return plain.map(frequency => {
        // Number of rotations of the pair within the original context: few (scale), many (keep), or between.
        const turns = (originalContext * frequency) / (2 * Math.PI);
        const keep = Math.min(1, Math.max(0, (turns - low) / (high - low)));
        return keep * frequency + ((1 - keep) * frequency) / factor;
      });
    }
  }
}

/** Rotates one head [headDim] in place to `position`; a negative position rotates back. */
export function rotate(x: Float32Array, position: number, frequencies: Float64Array): void {
  const half = frequencies.length;
  for (let i = 0; i < half; i++) {
    const angle = position * frequencies[i]!;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [a, b] = [x[i]!, x[half + i]!];
    x[i] = a * cos - b * sin;
    x[half + i] = b * cos + a * sin;
  }
}

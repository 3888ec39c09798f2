/**
 * Rotary position embedding (Su et al., arXiv 2104.09864), Hugging Face's layout: value i of a head is paired with value i + headDim / 2,
 * and the pair turns by position * frequency[i].
 */

/** How a model stretches its positions beyond what it was first trained on. */
export type RopeScaling =
  | { kind: 'none' }
  /** Positions divided by `factor` (Chen et al., arXiv 2306.15595). */
  | { kind: 'linear'; factor: number }
  /** Llama 3.1: slow frequencies divided by `factor`, fast ones kept, a ramp between (Hugging Face, `rope_type: llama3`). */
  | {
      kind: 'llama3';
      factor: number;
      lowFrequencyFactor: number;
      highFrequencyFactor: number;
      originalContext: number;
    };

/** What the rotary embedding of a model depends on. */
export interface RopeParameters {
  /** Values of a head; even. */
  headDim: number;
  /** Base of the frequencies. */
  ropeTheta: number;
  ropeScaling: RopeScaling;
}

/** Turns per position of each pair, in radians: [headDim / 2]. */
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
        // How often the pair turns round within the original context: rarely (stretch), often (keep), or between.
        const turns = (originalContext * frequency) / (2 * Math.PI);
        const keep = Math.min(1, Math.max(0, (turns - low) / (high - low)));
        return keep * frequency + ((1 - keep) * frequency) / factor;
      });
    }
  }
}

/** Rotates one head [headDim] in place to `position`; a negative one rotates back. */
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

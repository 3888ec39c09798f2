import type { ModelConfig } from '@/lib/transformer/config';

/**
 * By what each pair's turn per position is divided: [headDim / 2]. Written from Hugging Face's `_compute_llama3_parameters` and not from
 * `lib/transformer/rope`, which the peers are there to check.
 */
export function ropeDivisors({ headDim, ropeTheta, ropeScaling }: ModelConfig): Float32Array {
  const divisors = new Float32Array(headDim / 2).fill(1);
  if (ropeScaling.kind === 'linear') divisors.fill(ropeScaling.factor);
  if (ropeScaling.kind !== 'llama3') return divisors;
  const { factor, lowFrequencyFactor, highFrequencyFactor, originalContext } = ropeScaling;
  return divisors.map((_, pair) => {
    const wavelength = 2 * Math.PI * Math.pow(ropeTheta, (2 * pair) / headDim);
    if (wavelength < originalContext / highFrequencyFactor) return 1;
    if (wavelength > originalContext / lowFrequencyFactor) return factor;
    const smooth = (originalContext / wavelength - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
    return 1 / ((1 - smooth) / factor + smooth);
  });
}

/** Cosines and sines of every pair at every position: [context][headDim / 2] each. */
export function ropeTables(config: ModelConfig): { cosines: Float32Array; sines: Float32Array } {
  const divisors = ropeDivisors(config);
  const pairs = divisors.length;
  const angle = (at: number) => {
    const pair = at % pairs;
    return Math.floor(at / pairs) / Math.pow(config.ropeTheta, (2 * pair) / config.headDim) / divisors[pair]!;
  };
  const length = config.context * pairs;
  return {
    cosines: Float32Array.from({ length }, (_, at) => Math.cos(angle(at))),
    sines: Float32Array.from({ length }, (_, at) => Math.sin(angle(at))),
  };
}

import { random, type Random } from '@/lib/ground/random';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Weights } from '@/lib/transformer/contract';
import { expectedTensors } from '@/lib/transformer/weights';

/** A standard normal number, as the scaled sum of four uniform ones: near enough for weights. */
const normal = (stream: Random): number =>
  (stream.next() + stream.next() + stream.next() + stream.next() - 2) * Math.sqrt(3);

/**
 * Random weights of a shape, whose logits have an rms of about 1: matrices have variance 1 / inputs, so that a normalised vector keeps its
 * size through them; norms are near 1.
 */
export function randomWeights(config: ModelConfig, seed: number): Weights {
  const tensors = new Map<string, Float32Array>();
  for (const [name, shape] of expectedTensors(config)) {
    const stream = random(seed).fork(name);
    const inputs = shape[1];
    const draw = () => (inputs === undefined ? 1 + 0.1 * normal(stream) : normal(stream) / Math.sqrt(inputs));
    tensors.set(name, Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, draw));
  }
  return {
    has: name => tensors.has(name),
    get(name) {
      const tensor = tensors.get(name);
      if (!tensor) throw new Error(`No tensor ${name}`);
      return tensor;
    },
  };
}

/** `count` tokens of a vocabulary, the same for the same seed. */
export function randomTokens(count: number, vocabSize: number, seed: number): number[] {
  const stream = random(seed);
  return Array.from({ length: count }, () => stream.integer(0, vocabSize - 1));
}

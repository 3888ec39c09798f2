import { type Random, random } from '@/lib/core/random';
import type { ModelConfig } from '@/lib/transformer/config';
import { expectedTensors } from '@/lib/transformer/weights';

/** Whole tensors by Hugging Face's names. The arrays are shared: receivers must not write to them. */
export interface RandomWeights {
  get(name: string): Float32Array;
  has(name: string): boolean;
}

/** A standard normal number, as the scaled sum of four uniform ones: near enough for weights. */
const normal = (stream: Random): number =>
  (stream.next() + stream.next() + stream.next() + stream.next() - 2) * Math.sqrt(3);

/**
 * Random weights of a shape as a model has them before training, with logits of rms about 1: embeddings of variance 1, matrices of variance
 * 1 / inputs, and those that write to the residual stream smaller by sqrt(2 layers) (Radford et al. 2019, section 2.3), so that the stream
 * keeps its size; norms are near 1.
 */
export function randomWeights(config: ModelConfig, seed: number): RandomWeights {
  const tensors = new Map<string, Float32Array>();
  for (const [name, shape] of expectedTensors(config)) {
    const stream = random(seed).fork(name);
    const scale = scaleOf(name, shape, config);
    const draw = () => {
      if (name.endsWith('.bias')) return 0.3 * normal(stream);
      return shape.length === 1 ? 1 + 0.1 * normal(stream) : scale * normal(stream);
    };
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

function scaleOf(name: string, shape: number[], config: ModelConfig): number {
  // A tied embedding is the output matrix too, and must keep the logits' size.
  if (name === 'model.embed_tokens.weight' && !config.tiedEmbedding) return 1;
  const writes = name.endsWith('o_proj.weight') || name.endsWith('down_proj.weight');
  return 1 / Math.sqrt((shape[1] ?? 1) * (writes ? 2 * config.layers : 1));
}

/** `count` tokens of a vocabulary, the same for the same seed. */
export function randomTokens(count: number, vocabSize: number, seed: number): number[] {
  const stream = random(seed);
  return Array.from({ length: count }, () => stream.integer(0, vocabSize - 1));
}

/** `count` different tokens of a vocabulary, the same for the same seed. */
export function distinctTokens(count: number, vocabSize: number, seed: number): number[] {
  const stream = random(seed);
  const all = Array.from({ length: vocabSize }, (_, token) => ({ token, at: stream.next() }));
  return all
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ token }) => token);
}

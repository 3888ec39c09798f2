import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from './config';
import type { OpenSafetensors } from './folder/safetensors';

/**
 * Names and shapes of all tensors of a model of this shape, as in Hugging Face's `LlamaForCausalLM` and
 * `Qwen2ForCausalLM`.
 */
export function expectedTensors(config: ModelConfig): Map<string, number[]> {
  const { hiddenSize, intermediateSize, vocabSize, heads, kvHeads, headDim } = config;
  const query = heads * headDim;
  const keyValue = kvHeads * headDim;
  const tensors = new Map<string, number[]>([[embedding, [vocabSize, hiddenSize]]]);
  for (let layer = 0; layer < config.layers; layer++) {
    const prefix = `model.layers.${layer}`;
    tensors.set(`${prefix}.input_layernorm.weight`, [hiddenSize]);
    tensors.set(`${prefix}.self_attn.q_proj.weight`, [query, hiddenSize]);
    tensors.set(`${prefix}.self_attn.k_proj.weight`, [keyValue, hiddenSize]);
    tensors.set(`${prefix}.self_attn.v_proj.weight`, [keyValue, hiddenSize]);
    if (config.qkvBias) {
      tensors.set(`${prefix}.self_attn.q_proj.bias`, [query]);
      tensors.set(`${prefix}.self_attn.k_proj.bias`, [keyValue]);
      tensors.set(`${prefix}.self_attn.v_proj.bias`, [keyValue]);
    }
    tensors.set(`${prefix}.self_attn.o_proj.weight`, [hiddenSize, query]);
    tensors.set(`${prefix}.post_attention_layernorm.weight`, [hiddenSize]);
    tensors.set(`${prefix}.mlp.gate_proj.weight`, [intermediateSize, hiddenSize]);
    tensors.set(`${prefix}.mlp.up_proj.weight`, [intermediateSize, hiddenSize]);
    tensors.set(`${prefix}.mlp.down_proj.weight`, [hiddenSize, intermediateSize]);
  }
  tensors.set('model.norm.weight', [hiddenSize]);
  if (!config.tiedEmbedding) tensors.set(lmHead, [vocabSize, hiddenSize]);
  return tensors;
}

/** Number of weights of a model of this shape. */
export function countParameters(config: ModelConfig): number {
  let sum = 0;
  for (const shape of expectedTensors(config).values()) sum += shape.reduce((product, size) => product * size, 1);
  return sum;
}

/** A tensor of a model, under the name that a file gives it. */
export interface Expected {
  /** As in {@link expectedTensors}. */
  name: string;
  shape: number[];
}

const embedding = 'model.embed_tokens.weight';
const lmHead = 'lm_head.weight';

/**
 * The tensors of a model by the names under which its files hold them. A safetensors file has shared memory once: where lm_head is the
 * embedding, under either name.
 *
 * @param names of all tensors of all files
 */
export function storedTensors(config: ModelConfig, names: ReadonlySet<string>): Map<string, Expected> {
  const isHeadOnly = config.tiedEmbedding && !names.has(embedding) && names.has(lmHead);
  return new Map(
    [...expectedTensors(config)].map(([name, shape]) => [
      isHeadOnly && name === embedding ? lmHead : name,
      { name, shape },
    ]),
  );
}

/** Values that follow from the config: the rotary frequencies, and what a mask puts in the place of a hidden position. */
const constant = /\.(rotary_emb\.(inv_freq|cos_cached|sin_cached)|masked_bias)$/;
/** Masks and positions, which are whole numbers or truth values. Of floating-point numbers it would be a bias, which is not. */
const buffer = /\.((attention|attn|self_attn)\.(bias|mask)|position_ids)$/;

/** Tensors that some exports contain without need. The format may be unknown. */
const isRedundant = (name: string, dtype?: string): boolean =>
  name === lmHead || constant.test(name) || (buffer.test(name) && !/^B?F/.test(dtype ?? ''));

/**
 * Checks that no tensor of a model is missing.
 * @param file that lists the names
 * @throws Failure `model-file`
 */
export function checkMissing(file: string, names: ReadonlySet<string>, expected: ReadonlyMap<string, Expected>): void {
  for (const name of expected.keys())
    if (!names.has(name)) throw new Failure('model-file', `${file}: tensor "${name}" is missing.`);
}

/**
 * Checks that there is no tensor that this arithmetic would ignore: a bias, say.
 * @throws Failure `model-unsupported`
 */
export function checkUnused(
  tensors: Iterable<{ name: string; dtype?: string }>,
  expected: ReadonlyMap<string, Expected>,
): void {
  for (const { name, dtype } of tensors)
    if (!expected.has(name) && !isRedundant(name, dtype))
      throw new Failure(
        'model-unsupported',
        `It has a tensor "${name.slice(0, 100)}", which a model of its kind and size does not have.`,
      );
}

/**
 * Checks that the tensors of a file have the shapes that `config.json` implies.
 * @throws Failure `model-file`
 */
export function checkShapes({ tensors, refusal }: OpenSafetensors, expected: ReadonlyMap<string, Expected>): void {
  for (const { name, shape } of tensors) {
    const expectedShape = expected.get(name)?.shape;
    if (expectedShape && expectedShape.join() !== shape.join())
      throw refusal(`tensor "${name}" has shape [${shape}], config.json asks for [${expectedShape}]`);
  }
}

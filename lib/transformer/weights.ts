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
  const tensors = new Map<string, number[]>([['model.embed_tokens.weight', [vocabSize, hiddenSize]]]);
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
  if (!config.tiedEmbedding) tensors.set('lm_head.weight', [vocabSize, hiddenSize]);
  return tensors;
}

/** Number of weights of a model of this shape. */
export function countParameters(config: ModelConfig): number {
  let sum = 0;
  for (const shape of expectedTensors(config).values()) sum += shape.reduce((product, size) => product * size, 1);
  return sum;
}

/** Tensors that some exports contain without need: lm_head where it is the embedding, and the rotary frequencies. */
const isRedundant = (name: string): boolean => name === 'lm_head.weight' || name.endsWith('.rotary_emb.inv_freq');

/**
 * Compares the tensor names of a model with those of its shape.
 * @throws Failure `model-file` where one is missing; `model-unsupported` where there is one that this arithmetic
 *   would ignore (a bias, say)
 */
export function checkNames(file: string, names: ReadonlySet<string>, expected: ReadonlyMap<string, number[]>): void {
  for (const name of expected.keys())
    if (!names.has(name)) throw new Failure('model-file', `${file}: tensor "${name}" is missing.`);
  for (const name of names)
    if (!expected.has(name) && !isRedundant(name))
      throw new Failure(
        'model-unsupported',
        `It has a tensor "${name.slice(0, 100)}", which a model of its kind and size does not have.`,
      );
}

/**
 * Checks that the tensors of a file have the shapes that `config.json` implies.
 * @throws Failure `model-file`
 */
export function checkShapes({ tensors, refusal }: OpenSafetensors, expected: ReadonlyMap<string, number[]>): void {
  for (const { name, shape } of tensors) {
    const expectedShape = expected.get(name);
    if (expectedShape && expectedShape.join() !== shape.join())
      throw refusal(`tensor "${name}" has shape [${shape}], config.json asks for [${expectedShape}]`);
  }
}

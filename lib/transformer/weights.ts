import { Failure } from '@/lib/ground/failure';
import type { ModelConfig } from './config';
import type { Weights } from './contract';
import { parseSafetensors, readTensor } from './safetensors';

/** Names and shapes of all tensors that a model of this shape has, as Hugging Face's `LlamaForCausalLM` names them. */
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

/** Tensors that some exports carry and that say nothing new. */
const redundant = (name: string): boolean => name === 'lm_head.weight' || name.endsWith('.rotary_emb.inv_freq');

/**
 * The weights in a safetensors file, checked against the config: a missing tensor or another shape is `model-file`; a tensor that
 * this arithmetic would leave out (a bias, say) is `model-unsupported`. `get` converts anew each time: the array is the caller's.
 */
export function openWeights(file: Uint8Array, config: ModelConfig): Weights {
  const stored = parseSafetensors(file);
  const expected = expectedTensors(config);
  for (const [name, shape] of expected) {
    const tensor = stored.get(name);
    if (!tensor) throw new Failure('model-file', `model.safetensors: tensor "${name}" is missing.`);
    if (tensor.shape.join() !== shape.join())
      throw new Failure(
        'model-file',
        `model.safetensors: tensor "${name}" has shape [${tensor.shape}], config.json asks for [${shape}].`,
      );
  }
  for (const name of stored.keys())
    if (!expected.has(name) && !redundant(name))
      throw new Failure('model-unsupported', `It has a tensor "${name.slice(0, 100)}", which a plain Llama has not.`);
  return {
    has: name => expected.has(name),
    get(name) {
      const tensor = expected.has(name) ? stored.get(name) : undefined;
      if (!tensor) throw new Error(`No tensor ${name}`);
      return readTensor(tensor);
    },
  };
}

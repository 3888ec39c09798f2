import type { ModelConfig } from '@/lib/transformer/config';
import type { RandomWeights } from '../../support/random-model';
import { type GgufTensor, type GgufType, type GgufValue, writeGguf } from './gguf';
import { ropeDivisors } from './rope';

/** How a token is written in the made-up vocabulary: a text of such names is read back as exactly these tokens. */
export const tokenText = (id: number): string => `<${id}>`;

/** A type of token whose name is looked for in a text before anything else (llama.cpp, `LLAMA_TOKEN_TYPE_USER_DEFINED`). */
const userDefined = 4;

/**
 * A model as llama.cpp reads it: architecture `llama`, or `qwen2` where projections have biases. Norms and biases stay F32 whatever the type of the matrices, as llama.cpp's own converter
 * leaves them.
 */
export function llamaGguf(config: ModelConfig, weights: RandomWeights, type: GgufType): Uint8Array<ArrayBuffer> {
  const { layers, hiddenSize, intermediateSize, vocabSize, heads, kvHeads, headDim, ropeScaling } = config;
  const architecture = config.qkvBias ? 'qwen2' : 'llama';
  const about: Record<string, GgufValue> = {
    'general.architecture': { text: architecture },
    'tokenizer.ggml.model': { text: 'llama' },
    'tokenizer.ggml.tokens': { texts: Array.from({ length: vocabSize }, (_, id) => tokenText(id)) },
    'tokenizer.ggml.scores': { f32s: new Float32Array(vocabSize) },
    'tokenizer.ggml.token_type': { i32s: new Int32Array(vocabSize).fill(userDefined) },
    'tokenizer.ggml.add_bos_token': { flag: false },
    'tokenizer.ggml.add_space_prefix': { flag: false },
  };
  const say = (key: string, value: GgufValue) => (about[`${architecture}.${key}`] = value);
  say('vocab_size', { u32: vocabSize });
  say('context_length', { u32: config.context });
  say('embedding_length', { u32: hiddenSize });
  say('block_count', { u32: layers });
  say('feed_forward_length', { u32: intermediateSize });
  say('attention.head_count', { u32: heads });
  say('attention.head_count_kv', { u32: kvHeads });
  say('attention.key_length', { u32: headDim });
  say('attention.value_length', { u32: headDim });
  say('attention.layer_norm_rms_epsilon', { f32: config.rmsNormEps });
  say('rope.dimension_count', { u32: headDim });
  say('rope.freq_base', { f32: config.ropeTheta });
  if (ropeScaling.kind === 'linear') {
    say('rope.scaling.type', { text: 'linear' });
    say('rope.scaling.factor', { f32: ropeScaling.factor });
  }

  const tensors: GgufTensor[] = [];
  const matrix = (name: string, from: string, rows: number, columns: number, values = weights.get(from)) =>
    tensors.push({ name, shape: [rows, columns], type, values });
  const vector = (name: string, values: Float32Array) =>
    tensors.push({ name, shape: [values.length], type: 'F32', values });

  matrix('token_embd.weight', 'model.embed_tokens.weight', vocabSize, hiddenSize);
  vector('output_norm.weight', weights.get('model.norm.weight'));
  if (!config.tiedEmbedding) matrix('output.weight', 'lm_head.weight', vocabSize, hiddenSize);
  if (ropeScaling.kind === 'llama3') vector('rope_freqs.weight', ropeDivisors(config));
  for (let layer = 0; layer < layers; layer++) {
    const from = (name: string) => `model.layers.${layer}.${name}`;
    const to = (name: string) => `blk.${layer}.${name}`;
    vector(to('attn_norm.weight'), weights.get(from('input_layernorm.weight')));
    vector(to('ffn_norm.weight'), weights.get(from('post_attention_layernorm.weight')));
    for (const [part, count] of [
      ['q', heads],
      ['k', kvHeads],
      ['v', kvHeads],
    ] as const) {
      const source = from(`self_attn.${part}_proj.weight`);
      const values = weights.get(source);
      const paired = architecture === 'llama' && part !== 'v';
      const rows = count * headDim;
      matrix(to(`attn_${part}.weight`), source, rows, hiddenSize, paired ? interleave(values, count, headDim) : values);
      if (config.qkvBias) vector(to(`attn_${part}.bias`), weights.get(from(`self_attn.${part}_proj.bias`)));
    }
    matrix(to('attn_output.weight'), from('self_attn.o_proj.weight'), hiddenSize, heads * headDim);
    matrix(to('ffn_gate.weight'), from('mlp.gate_proj.weight'), intermediateSize, hiddenSize);
    matrix(to('ffn_up.weight'), from('mlp.up_proj.weight'), intermediateSize, hiddenSize);
    matrix(to('ffn_down.weight'), from('mlp.down_proj.weight'), hiddenSize, intermediateSize);
  }
  return writeGguf(about, tensors);
}

/**
 * Rows of a query or key matrix in the order of llama.cpp's `llama` architecture, whose rotary pairs are neighbours (0, 1), (2, 3), where
 * Hugging Face pairs value i with i + headDim / 2. `qwen2` pairs as Hugging Face does.
 */
function interleave(values: Float32Array, heads: number, headDim: number): Float32Array {
  const half = headDim / 2;
  const width = values.length / (heads * headDim);
  const rows = new Float32Array(values.length);
  for (let row = 0; row < heads * headDim; row++) {
    const within = row % headDim;
    const source = row - within + (within % 2) * half + (within >> 1);
    rows.set(values.subarray(source * width, (source + 1) * width), row * width);
  }
  return rows;
}

import { describe, expect, it } from 'vitest';
import { readConfig } from '@/lib/transformer/config';
import { readTiny } from './tiny';

const tiny = JSON.parse(readTiny('config.json')) as Record<string, unknown>;
const read = (changes: Record<string, unknown>) => readConfig(JSON.stringify({ ...tiny, ...changes }));

describe('config.json', () => {
  it('is read into our words', () => {
    expect(read({})).toEqual({
      vocabSize: 264,
      hiddenSize: 16,
      intermediateSize: 40,
      layers: 2,
      heads: 4,
      kvHeads: 2,
      headDim: 4,
      context: 160,
      ropeTheta: 10000,
      rmsNormEps: 1e-5,
      tiedEmbedding: true,
      endTokens: [261],
    });
  });

  it('takes the defaults of the Hugging Face class', () => {
    const { num_key_value_heads: _, tie_word_embeddings: __, rope_theta: ___, ...rest } = tiny;
    const config = readConfig(JSON.stringify({ ...rest, rope_parameters: { rope_type: 'default', rope_theta: 5e5 } }));
    expect(config).toMatchObject({ kvHeads: 4, tiedEmbedding: false, ropeTheta: 5e5 });
    expect(read({ head_dim: 8 }).headDim).toBe(8);
    expect(read({ eos_token_id: [1, 2] }).endTokens).toEqual([1, 2]);
    expect(read({ eos_token_id: null }).endTokens).toEqual([]);
  });

  it.each([
    ['another architecture', { architectures: ['Qwen2ForCausalLM'] }, /Qwen2ForCausalLM/],
    ['no architecture', { architectures: undefined }, /not given/],
    ['scaled rotation', { rope_scaling: { rope_type: 'llama3', factor: 32 } }, /rope_scaling.*llama3/],
    ['scaled rotation, old spelling', { rope_scaling: { type: 'linear', factor: 2 } }, /rope_scaling/],
    ['scaled rotation, new spelling', { rope_parameters: { rope_type: 'yarn' } }, /rope_parameters/],
    ['partial rotation', { partial_rotary_factor: 0.5 }, /partial_rotary_factor/],
    ['another activation', { hidden_act: 'gelu' }, /hidden_act.*gelu/],
    ['biases in attention', { attention_bias: true }, /attention_bias/],
    ['biases in the MLP', { mlp_bias: true }, /mlp_bias/],
    ['quantized weights', { quantization_config: { bits: 4 } }, /quantization_config/],
  ])('refuses %s by name', (_what, changes, names) => {
    expect(() => read(changes)).toThrow(
      expect.objectContaining({ kind: 'model-unsupported', detail: expect.stringMatching(names) }),
    );
  });

  it.each([
    ['heads that do not divide the hidden size', { hidden_size: 18 }, /hidden_size 18/],
    ['an odd head size', { head_dim: 5 }, /odd/],
    ['heads that cannot be grouped', { num_key_value_heads: 3 }, /4 heads cannot share 3/],
    ['a negative size', { intermediate_size: -1 }, /intermediate_size/],
    ['a size that would exhaust memory', { vocab_size: 1e12 }, /vocab_size/],
    ['a size as text', { num_hidden_layers: '2' }, /num_hidden_layers/],
    ['an end token outside of the vocabulary', { eos_token_id: 264 }, /eos_token_id/],
  ])('refuses %s', (_what, changes, names) => {
    expect(() => read(changes)).toThrow(
      expect.objectContaining({ kind: 'model-file', detail: expect.stringMatching(names) }),
    );
  });

  it.each(['', '{', 'null', '[]', '"LlamaForCausalLM"'])('refuses the text %j', text => {
    expect(() => readConfig(text)).toThrow(expect.objectContaining({ kind: 'model-file' }));
  });
});

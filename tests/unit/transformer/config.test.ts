import { describe, expect, it } from 'vitest';
import { readConfig, readEndTokens } from '@/lib/transformer/config';
import { countParameters } from '@/lib/transformer/weights';
import { publishedConfigs } from '../../support/published-configs';
import { readTiny } from './tiny';

/** How Llama 3.2 stretches its positions, as its file says it. */
const llama32 = { factor: 32, low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 8192 };

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
      ropeScaling: { kind: 'none' },
      qkvBias: false,
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

  const stretched = {
    kind: 'llama3',
    factor: 32,
    lowFrequencyFactor: 1,
    highFrequencyFactor: 4,
    originalContext: 8192,
  };

  it.each([
    ['linear', { rope_scaling: { rope_type: 'linear', factor: 2 } }, { kind: 'linear', factor: 2 }],
    [
      'linear, as it was spelled before',
      { rope_scaling: { type: 'linear', factor: 2 } },
      { kind: 'linear', factor: 2 },
    ],
    ['Llama 3', { rope_scaling: { rope_type: 'llama3', ...llama32 } }, stretched],
    ['none, at length', { rope_scaling: { type: 'default' } }, { kind: 'none' }],
    [
      'linear, as it is spelled today',
      { rope_parameters: { rope_type: 'linear', factor: 4 } },
      { kind: 'linear', factor: 4 },
    ],
    ['Llama 3, as it is spelled today', { rope_parameters: { rope_type: 'llama3', ...llama32 } }, stretched],
    [
      'the same in both places',
      { rope_parameters: { rope_type: 'llama3', ...llama32 }, rope_scaling: { type: 'llama3', ...llama32 } },
      stretched,
    ],
  ])('knows how positions are stretched: %s', (_what, changes, scaling) => {
    expect(read(changes).ropeScaling).toEqual(scaling);
  });

  it.each([
    [
      'another architecture',
      { architectures: ['MistralForCausalLM'] },
      /MistralForCausalLM.*LlamaForCausalLM or Qwen2/,
    ],
    ['an architecture named like a method', { architectures: ['toString'] }, /toString/],
    ['no architecture', { architectures: undefined }, /not given/],
    ['yarn', { rope_scaling: { rope_type: 'yarn', factor: 32 } }, /rope_scaling: "yarn"/],
    ['a dynamic rotation', { rope_scaling: { type: 'dynamic', factor: 2 } }, /rope_scaling: "dynamic"/],
    ['longrope', { rope_parameters: { rope_type: 'longrope' } }, /rope_parameters: "longrope"/],
    ['partial rotation', { partial_rotary_factor: 0.5 }, /partial_rotary_factor/],
    ['partial rotation, new spelling', { rope_parameters: { partial_rotary_factor: 0.5 } }, /partial_rotary_factor/],
    ['another activation', { hidden_act: 'gelu' }, /hidden_act.*gelu/],
    ['biases in attention', { attention_bias: true }, /attention_bias/],
    ['biases in the MLP', { mlp_bias: true }, /mlp_bias/],
    ['a sliding window', { architectures: ['Qwen2ForCausalLM'], use_sliding_window: true }, /use_sliding_window/],
    ['a sliding window without a switch', { sliding_window: 4096 }, /sliding_window: 4096/],
    ['a sliding window in some layers', { layer_types: ['full_attention', 'sliding_attention'] }, /layer_types/],
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
    ['a negative size', { intermediate_size: -1 }, /^config\.json: intermediate_size: must be at least 1\.$/],
    ['a size that would exhaust memory', { vocab_size: 1e12 }, /vocab_size: must be at most 1000000\./],
    ['a size as text', { num_hidden_layers: '2' }, /num_hidden_layers: must be a number\./],
    ['an end token outside of the vocabulary', { eos_token_id: 264 }, /eos_token_id/],
    [
      'a stretch without its factor',
      { rope_scaling: { rope_type: 'linear' } },
      /rope_scaling\.factor: must be a number\./,
    ],
    ['a stretch that shrinks', { rope_scaling: { rope_type: 'linear', factor: 0.5 } }, /rope_scaling\.factor/],
    [
      'frequencies the wrong way round',
      { rope_scaling: { rope_type: 'llama3', ...llama32, low_freq_factor: 4 } },
      /low_freq_factor/,
    ],
    [
      'two stretches that differ',
      { rope_scaling: { type: 'linear', factor: 2 }, rope_parameters: { rope_type: 'linear', factor: 4 } },
      /contradict/,
    ],
    ['two bases that differ', { rope_theta: 1e4, rope_parameters: { rope_theta: 1e6 } }, /rope_theta is given twice/],
    ['a base as text', { rope_theta: '1e4' }, /rope_theta: must be a number\./],
    ['a base of 0', { rope_theta: 0 }, /rope_theta: must be more than 0\./],
    ['an end token as text', { eos_token_id: 'end' }, /eos_token_id: has none of the forms that are allowed\./],
    ['a stretch as text', { rope_scaling: 'linear' }, /rope_scaling: must be an object\./],
  ])('refuses %s', (_what, changes, names) => {
    expect(() => read(changes)).toThrow(
      expect.objectContaining({ kind: 'model-file', detail: expect.stringMatching(names) }),
    );
  });

  it.each(['', '{', 'null', '[]', '"LlamaForCausalLM"'])('refuses the text %j', text => {
    expect(() => readConfig(text)).toThrow(expect.objectContaining({ kind: 'model-file' }));
  });
});

describe('the config.json of a published model', () => {
  it.each(publishedConfigs)(
    '%s is taken, and has as many weights as its makers say',
    (_name, file, expected, parameters) => {
      const config = readConfig(JSON.stringify(file));
      expect(config).toMatchObject(expected);
      expect(countParameters(config)).toBe(parameters);
    },
  );
});

describe('more end tokens', () => {
  it.each([
    ['a list', '{"eos_token_id":[7,9]}', [7, 9]],
    ['one', '{"eos_token_id":7}', [7]],
    ['none', '{"temperature":1}', []],
    ['some outside of the vocabulary', '{"eos_token_id":[7,10,99]}', [7]],
    ['no file', null, []],
  ])('are read from generation_config.json: %s', (_what, text, expected) => {
    expect(readEndTokens(text, 10)).toEqual(expected);
  });

  it.each(['[', '[]', '{"eos_token_id":"x"}', '{"eos_token_id":-1}'])(
    'are refused where they are damaged: %s',
    text => {
      expect(() => readEndTokens(text, 10)).toThrow(expect.objectContaining({ kind: 'model-file' }) as Error);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure, type FailureRecord, toRecord } from '@/lib/core/failure';
import { fieldsSchema } from '@/lib/panels/kv-cache/calculator/config/fields';
import { essentialText, longestConfig, readConfigText, shapeOf } from '@/lib/panels/kv-cache/calculator/config/read';
import { bytesOf, plainStorage } from '@/lib/panels/kv-cache/calculator/size';

const plain = { num_hidden_layers: 4, hidden_size: 128, num_attention_heads: 4, num_key_value_heads: 2, head_dim: 32 };

const read = (text: string) => shapeOf(readConfigText(text));
const kindsOf = (config: object): string =>
  read(JSON.stringify(config))
    .layers.map(({ kind }) => kind)
    .join(' ');
const growthOf = (config: object): number => bytesOf(read(JSON.stringify(config)).layers, plainStorage).growth;

/** What reading a text fails with, by name; undefined where it is read. */
function refusal(text: string): FailureRecord | undefined {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Failure) return toRecord(error);
    throw error;
  }
  return undefined;
}

const changed = (change: object): string => JSON.stringify({ ...plain, ...change });
const without = (...names: string[]): string =>
  JSON.stringify(Object.fromEntries(Object.entries(plain).filter(([name]) => !names.includes(name))));

describe('a config', () => {
  it.each([
    ['it is no JSON', 'layers: 4', 'It is not JSON.'],
    ['it is a web page', '<!doctype html><html></html>', 'It is a web page.'],
    ['it is a list', '[1, 2]', 'It is not an object.'],
    ['it is empty', '{}', 'It has no num_hidden_layers.'],
    ['it is too long', `"${' '.repeat(longestConfig)}"`, 'It is longer than 2,000,000 characters.'],
    ['it holds too many values', `[${'1,'.repeat(300_000)}1]`, 'It holds more than 200,000 values.'],
    ['it is nested too deep', '['.repeat(100_000), 'It is nested more than 24 levels deep.'],
    [
      'it has 10^9 layers',
      changed({ num_hidden_layers: 1e9 }),
      'num_hidden_layers is 1000000000: it is not a whole number from 1 to 2,048.',
    ],
    [
      'it has no layers',
      changed({ num_hidden_layers: 0 }),
      'num_hidden_layers is 0: it is not a whole number from 1 to 2,048.',
    ],
    [
      'a number is a text',
      changed({ num_hidden_layers: '4' }),
      'num_hidden_layers is "4": it is not a whole number from 1 to 2,048.',
    ],
    [
      'a number is NaN',
      without('head_dim').replace('}', ',"head_dim":NaN}'),
      'head_dim is NaN: it is not a whole number from 1 to 262,144.',
    ],
    [
      'a number is Infinity',
      without('head_dim').replace('}', ',"head_dim":Infinity}'),
      'head_dim is Infinity: it is not a whole number from 1 to 262,144.',
    ],
    [
      'a number is 1e999',
      without('head_dim').replace('}', ',"head_dim":1e999}'),
      'head_dim is Infinity: it is not a whole number from 1 to 262,144.',
    ],
    [
      'a number is negative',
      changed({ num_key_value_heads: -2 }),
      'num_key_value_heads is -2: it is not a whole number from 1 to 4,096.',
    ],
    [
      'a number is a fraction',
      changed({ sliding_window: 2.5 }),
      'sliding_window is 2.5: it is not a whole number from 0 to 1,073,741,824.',
    ],
    ['the heads are missing', without('num_attention_heads'), 'It has no num_attention_heads.'],
    ['the size of heads is missing', without('head_dim', 'hidden_size'), 'It has no hidden_size.'],
    [
      'the heads do not divide the size',
      without('head_dim').replace('128', '130'),
      'Its hidden_size is not a multiple of 4 heads, and it has no head_dim.',
    ],
    [
      'there are more KV heads than heads',
      changed({ num_key_value_heads: 8 }),
      'It has more key-value heads (8) than heads (4).',
    ],
    [
      'a type of layer is not known',
      changed({ layer_types: ['full_attention', 'full_attention', 'telepathy', 'full_attention'] }),
      'Layer 2 is of the type "telepathy", which is not known here.',
    ],
    [
      'a type of layer is a name of every object',
      changed({ layer_types: ['constructor', '', '', ''] }),
      'Layer 0 is of the type "constructor", which is not known here.',
    ],
    [
      'types of layers are missing',
      changed({ layer_types: ['full_attention'] }),
      'It says the type of 1 layers, and has 4.',
    ],
    [
      'types of layers are a text',
      changed({ layer_types: 'full_attention' }),
      'layer_types is "full_attention": it is not a list of at most 2,048 items.',
    ],
    [
      'a list is endless',
      changed({ layer_types: Array(3000).fill('full_attention') }),
      expect.stringContaining('it is not a list of at most 2,048 items.'),
    ],
    ['a window has no size', changed({ layer_types: Array(4).fill('sliding_attention') }), 'It has no sliding_window.'],
    [
      'more layers share than there are',
      changed({ num_kv_shared_layers: 5 }),
      'It has more layers that share a cache than layers.',
    ],
    [
      'a letter of a pattern is not known',
      changed({ mamba_num_heads: 4, hybrid_override_pattern: 'MX*-' }),
      'hybrid_override_pattern is "MX*-": it has a letter other than M, *, E and -.',
    ],
    [
      'a ratio is not known',
      changed({ compress_ratios: [0, 7, 4, 4], sliding_window: 128 }),
      'Layer 1 has the compression ratio 7, not 0, 4 or 128.',
    ],
    [
      'layers are of another architecture',
      changed({ rwkv_version: 7 }),
      'It has rwkv_version, and what such a model stores is not known here.',
    ],
    [
      'it has states without their sizes',
      changed({ mamba_d_state: 16 }),
      'It has mamba_d_state, and what such a model stores is not known here.',
    ],
    [
      'some layers have lightning attention',
      changed({ attn_type_list: [0, 1, 1, 1] }),
      'It has attn_type_list, and what such a model stores is not known here.',
    ],
    [
      'its indexer lacks a size',
      changed({ kv_lora_rank: 8, qk_rope_head_dim: 4, layer_types: Array(4).fill('indexed_attention') }),
      'It has no index_head_dim.',
    ],
    ['its latent attention lacks a size', changed({ kv_lora_rank: 512 }), 'It has no qk_rope_head_dim.'],
    [
      'its state lacks a size',
      changed({ linear_num_value_heads: 4, full_attention_interval: 4 }),
      'It has no linear_key_head_dim.',
    ],
    [
      'a part is not an object',
      changed({ linear_attn_config: 'yes' }),
      'linear_attn_config is "yes": it is not an object.',
    ],
  ])('is refused by a sentence where %s', (_what, text, sentence) => {
    expect(refusal(text)).toEqual({ kind: 'config-unfit', detail: sentence });
  });

  it('has a sentence for every rule of its fields', () => {
    const numbers = [-1, 0, 0.5, 1e12];
    const texts = ['', 'x', 'L', 'x'.repeat(3_000)];
    const part = { full_attn_layers: [0], num_heads: 1, head_dim: 1, short_conv_kernel_size: 1 };
    const junk = [...numbers, ...texts, true];
    const values = [
      ...junk,
      ...[[], Array(3_000).fill(1), ...junk.map(item => [item])],
      ...[{}, { ['x'.repeat(65)]: 1 }, ...junk.map(item => ({ a: item }))],
      ...Object.keys(part).flatMap(name => [...junk, [0.5]].map(item => ({ ...part, [name]: item }))),
    ];
    const issues = Object.keys(fieldsSchema.shape).flatMap(name =>
      values.flatMap(value => fieldsSchema.safeParse({ [name]: value }).error?.issues ?? []),
    );
    expect(issues.length).toBeGreaterThan(1_000);
    expect(issues.filter(({ message }) => !/^(is|has) /.test(message))).toEqual([]);
  });

  it('is read or refused by name, whatever its fields hold', () => {
    const junk = fc.oneof(fc.jsonValue(), fc.double(), fc.integer({ min: -5, max: 5_000 }));
    const names = Object.keys(plain).concat([
      ...['layer_types', 'sliding_window', 'text_config', 'kv_lora_rank', 'qk_rope_head_dim', 'compress_ratios'],
      ...['linear_attn_config', 'linear_num_value_heads', 'mamba_num_heads', 'hybrid_override_pattern', 'conv_L_cache'],
      ...['attention_chunk_size', 'global_head_dim', 'num_kv_shared_layers', 'use_sliding_window', 'compress_rates'],
    ]);
    const change = fc.dictionary(fc.constantFrom(...names, '__proto__'), junk, { maxKeys: 5 });
    fc.assert(
      fc.property(change, fields => {
        const text = JSON.stringify({ ...plain, ...fields });
        const refused = refusal(text);
        if (refused) {
          expect(refused.kind).toBe('config-unfit');
          return;
        }
        const { growth, window, state } = bytesOf(read(text).layers, plainStorage);
        for (const bytes of [growth, window, state]) expect(Number.isFinite(bytes) && bytes >= 0).toBe(true);
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  it('counts a field that is null as not given, and ignores what it does not need', () => {
    expect(growthOf({ ...plain, sliding_window: null, kv_lora_rank: null, quantization_config: { bits: 4 } })).toBe(
      1024,
    );
  });

  it.each(['text_config', 'llm_config', 'language_config'])('is found within %s', name => {
    expect(growthOf({ model_type: 'some_vision', hidden_size: 7, [name]: plain })).toBe(1024);
  });

  it('says its context, and how many heads share a KV head', () => {
    expect(read(changed({ max_position_embeddings: 1024 }))).toMatchObject({ context: 1024, group: 2 });
    expect(read(changed({ kv_lora_rank: 8, qk_rope_head_dim: 4 }))).toMatchObject({ context: null, group: null });
  });

  it('is the same model when only its essential fields are kept', () => {
    const text = changed({
      architectures: ['X'],
      torch_dtype: 'float16',
      sliding_window: 16,
      sliding_window_pattern: 2,
    });
    const essential = essentialText(readConfigText(text));
    expect(essential).not.toContain('architectures');
    expect(read(essential)).toEqual(read(text));
  });
});

describe('layers', () => {
  it.each([
    ['a window in all of them', { sliding_window: 16 }, 'sliding sliding sliding sliding'],
    ['a window that is turned off', { sliding_window: 16, use_sliding_window: false }, 'full full full full'],
    ['a window that the class of Qwen 2 turns off', { sliding_window: 16, model_type: 'qwen2' }, 'full full full full'],
    [
      'a window from a layer on',
      { sliding_window: 16, use_sliding_window: true, max_window_layers: 3 },
      'full full full sliding',
    ],
    ['a window of 0, which is none', { sliding_window: 0 }, 'full full full full'],
    ['a pattern by number', { sliding_window: 16, sliding_window_pattern: 2 }, 'sliding full sliding full'],
    ['a pattern by letters', { sliding_window: 16, sliding_window_pattern: 'LLG' }, 'sliding sliding full sliding'],
    ['the pattern of Gemma 2', { model_type: 'gemma2' }, 'sliding full sliding full'],
    ['the pattern of gpt-oss', { model_type: 'gpt_oss' }, 'sliding full sliding full'],
    [
      'layers without rotary positions',
      { attention_chunk_size: 64, no_rope_layers: [1, 0, 1, 1] },
      'chunked full chunked chunked',
    ],
    ['the interval of Llama 4', { attention_chunk_size: 64, no_rope_layers: [] }, 'chunked chunked chunked full'],
    ['a latent vector', { kv_lora_rank: 8, qk_rope_head_dim: 4 }, 'latent latent latent latent'],
    ['shared caches at the end', { num_kv_shared_layers: 3 }, 'full shared shared shared'],
    ['convolutions', { conv_L_cache: 3, full_attn_idxs: [2] }, 'convolution convolution full convolution'],
    [
      'convolutions by type',
      { conv_L_cache: 3, layer_types: ['conv', 'full_attention', 'conv', 'conv'] },
      'convolution full convolution convolution',
    ],
    [
      'ratios of compression',
      { compress_ratios: [0, 4, 128, 4, 0], sliding_window: 8, index_head_dim: 4 },
      'sliding compressed compressed compressed',
    ],
  ])('%s', (_what, change, kinds) => {
    expect(kindsOf({ ...plain, ...change })).toBe(kinds);
  });

  const mamba = { mamba_n_heads: 8, mamba_d_head: 'auto', mamba_n_groups: 1, mamba_d_state: 16, mamba_d_conv: 4 };

  it.each([
    [
      'of transformers 5',
      { ...mamba, layer_types: ['linear_attention', 'full_attention', 'moe', 'mlp'] },
      'linear full none none',
    ],
    ['of Granite', { ...mamba, layer_types: ['mamba', 'attention', 'mamba', 'mamba'] }, 'linear full linear linear'],
    [
      'of an indexer',
      {
        kv_lora_rank: 8,
        qk_rope_head_dim: 4,
        index_head_dim: 2,
        layer_types: ['full_attention', 'deepseek_sparse_attention', 'indexed_attention', 'indexed_attention'],
      },
      'latent latent latent latent',
    ],
    ['of MiniMax-M2, by number', { attn_type_list: [1, 1, 1, 1] }, 'full full full full'],
  ])('by the names %s', (_what, change, kinds) => {
    expect(kindsOf({ ...plain, ...change })).toBe(kinds);
  });

  it('by a pattern of letters, a list of indices or a list of types, with a state', () => {
    const letters = { ...mamba, hybrid_override_pattern: 'M-*E' };
    expect(kindsOf({ ...plain, ...letters })).toBe('linear none full none');
    expect(kindsOf({ ...plain, ...mamba, attn_layer_indices: [1] })).toBe('linear full linear linear');
    expect(kindsOf({ ...plain, ...mamba, layers_block_type: ['mamba', 'moe', 'attention', 'mlp'] })).toBe(
      'linear none full none',
    );
    // Twice the hidden size, of 8 heads: 256 x 16 numbers of 4 bytes, and 3 columns of 256 + 2 x 16 channels.
    const { state } = bytesOf(read(changed(letters)).layers, plainStorage);
    expect(state).toBe(256 * 16 * 4 + 3 * 288 * 2);
  });

  it('with all that a file of Gemma 3 leaves to its class', () => {
    const config = {
      text_config: { model_type: 'gemma3_text', hidden_size: 2560, num_hidden_layers: 34, sliding_window: 1024 },
    };
    // 5 of 34 layers grow, with 4 KV heads of 256.
    expect(growthOf(config)).toBe(5 * 4 * 2 * 256 * 2);
  });

  it('count one KV head where all heads share it', () => {
    expect(growthOf({ num_hidden_layers: 1, hidden_size: 128, num_attention_heads: 4, multi_query: true })).toBe(
      2 * 32 * 2,
    );
  });

  it('of gpt-oss store nothing for their sinks, and say so', () => {
    const { layers, notes } = read(changed({ model_type: 'gpt_oss' }));
    const { growth } = bytesOf(layers, plainStorage);
    expect(growth).toBe(512);
    expect(notes).toEqual([
      'Its attention sinks are one learned number for each head, a weight, so they store nothing.',
    ]);
  });
});

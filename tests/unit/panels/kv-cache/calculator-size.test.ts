import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { llamaCpp, llamaCppWith } from '@/lib/panels/kv-cache/calculator/allocation/llama-cpp';
import { allocations } from '@/lib/panels/kv-cache/calculator/allocation/registry';
import { transformers } from '@/lib/panels/kv-cache/calculator/allocation/transformers';
import { vllmUnified, vllmWith } from '@/lib/panels/kv-cache/calculator/allocation/vllm';
import { readConfigText, shapeOf } from '@/lib/panels/kv-cache/calculator/config/read';
import { entryBytes, formatOf, formats } from '@/lib/panels/kv-cache/calculator/formats';
import type { LayerSpec, Store } from '@/lib/panels/kv-cache/calculator/layer';
import {
  bytesOf,
  layerBytes,
  plainStorage,
  stepWork,
  type Storage,
  totalBytes,
} from '@/lib/panels/kv-cache/calculator/size';
import { effectiveRatio } from '@/lib/panels/kv-cache/calculator/techniques/contract';
import { dms } from '@/lib/panels/kv-cache/calculator/techniques/delayed-eviction';
import { keepOf, techniques } from '@/lib/panels/kv-cache/calculator/techniques/registry';

const layersOf = (config: object): readonly LayerSpec[] => shapeOf(readConfigText(JSON.stringify(config))).layers;
const stored = (change: Partial<Storage>): Storage => ({ ...plainStorage, ...change });
const gib = (bytes: number): string => (bytes / 2 ** 30).toFixed(2);
const mib = 2 ** 20;

const every = (layers: number, ...types: string[]) =>
  Array.from({ length: layers }, (_, at) => types[at % types.length]);
const heads = { num_attention_heads: 8, num_key_value_heads: 2, head_dim: 64 };

const gptOss20b = {
  num_hidden_layers: 24,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  head_dim: 64,
  sliding_window: 128,
  layer_types: every(24, 'sliding_attention', 'full_attention'),
};
const gemma3 = {
  text_config: {
    num_hidden_layers: 62,
    num_attention_heads: 32,
    num_key_value_heads: 16,
    head_dim: 128,
    sliding_window: 1024,
    sliding_window_pattern: 6,
  },
};
const qwen36 = {
  text_config: {
    num_hidden_layers: 64,
    num_attention_heads: 24,
    num_key_value_heads: 4,
    head_dim: 256,
    full_attention_interval: 4,
    linear_num_key_heads: 16,
    linear_key_head_dim: 128,
    linear_num_value_heads: 48,
    linear_value_head_dim: 128,
    linear_conv_kernel_dim: 4,
  },
};
const deepSeekV3 = { num_hidden_layers: 61, num_attention_heads: 128, kv_lora_rank: 512, qk_rope_head_dim: 64 };
const gemma4E4b = {
  num_hidden_layers: 42,
  num_attention_heads: 8,
  num_key_value_heads: 2,
  head_dim: 256,
  global_head_dim: 512,
  num_kv_shared_layers: 18,
  sliding_window: 512,
  layer_types: every(42, ...every(5, 'sliding_attention').map(String), 'full_attention'),
};

describe('totals that users logged', () => {
  it('gpt-oss-20b, 32 sequences of 8,192: what it needs, and what unified pages take', () => {
    const layers = layersOf(gptOss20b);
    expect(gib(32 * totalBytes(layers, 8192, plainStorage))).toBe('6.09');
    expect(gib(32 * totalBytes(layers, 8192, stored({ allocation: vllmUnified })))).toBe('12.00');
  });

  it('Gemma-3-27B at 131,072', () => {
    expect(gib(totalBytes(layersOf(gemma3), 131_072, plainStorage))).toBe('10.41');
  });

  it('Qwen3.6-27B in llama.cpp at 262,144: a cache that grows, and a state for each of four sequences', () => {
    const layers = layersOf(qwen36);
    const { growth, state } = bytesOf(layers, stored({ convolutionBytes: 4 }));
    expect(growth * 262_144).toBe(16_384 * mib);
    expect(4 * state).toBe(4 * 149.625 * mib);
    expect(totalBytes(layers, 262_144, stored({ allocation: llamaCpp }))).toBe(16_384 * mib + state);
  });

  it('Qwen3-0.6B at 40,960, and MiniMax-M2 in fp8 at 196,608', () => {
    const qwen = layersOf({ num_hidden_layers: 28, num_attention_heads: 16, num_key_value_heads: 8, head_dim: 128 });
    expect(totalBytes(qwen, 40_960, plainStorage)).toBe(4.375 * 2 ** 30);
    const miniMax = layersOf({ num_hidden_layers: 62, num_attention_heads: 48, num_key_value_heads: 8, head_dim: 128 });
    expect(totalBytes(miniMax, 196_608, stored({ format: formatOf('fp8') }))).toBe(24_964_497_408);
  });

  it('DeepSeek-V3 at 163,840, and V3.2 in fp8 with its indexer at 975,424', () => {
    expect(gib(totalBytes(layersOf(deepSeekV3), 163_840, plainStorage))).toBe('10.72');
    const indexed = layersOf({ ...deepSeekV3, index_head_dim: 128, index_n_heads: 64, index_topk: 2048 });
    const blocks = formatOf('fp8-blocks');
    const storage = stored({ format: blocks, index: blocks });
    expect(layerBytes(indexed[0]!, 1, storage)).toBe(656 + 132);
    expect(gib(totalBytes(indexed, 975_424, storage))).toBe('43.67');
  });

  it('Gemma-4-E4B at 4,096: full layers, windows as full attention, and windows of 1,536 cells', () => {
    const layers = layersOf(gemma4E4b);
    const of = (kind: string) => layers.filter(layer => layer.kind === kind);
    expect(totalBytes(of('full'), 4096, plainStorage)).toBe(64 * mib);
    expect(totalBytes(of('sliding'), 4096, stored({ allocation: vllmUnified }))).toBe(160 * mib);
    expect(totalBytes(of('sliding'), 4096, stored({ allocation: llamaCppWith(1024) }))).toBe(60 * mib);
    expect(totalBytes(of('shared'), 4096, plainStorage)).toBe(0);
    expect(of('shared')).toHaveLength(18);
  });
});

describe('the formats', () => {
  it('store a key and a value of 128 elements in as many bytes as their programs do', () => {
    const slot = [
      { role: 'key', count: 1, size: 128 },
      { role: 'value', count: 1, size: 128 },
    ] as const;
    const bytes = Object.fromEntries(formats.map(format => [format.id, entryBytes(slot, format, format)]));
    expect(bytes).toEqual({
      f32: 1024,
      bf16: 512,
      q8_0: 272,
      fp8: 256,
      'fp8-blocks': 264,
      int8: 264,
      k8v4: 196,
      q4_0: 144,
      nvfp4: 144,
      tq4: 134,
      k3v4: 118,
      tq3: 102,
    });
  });

  it('store a block whole, also where a vector does not fill it', () => {
    const short = [{ role: 'key', count: 3, size: 40 }] as const;
    expect(entryBytes(short, formatOf('q8_0'), formatOf('bf16'))).toBe(3 * 2 * 34);
    expect(entryBytes(short, formatOf('tq3'), formatOf('bf16'))).toBe(3 * (15 + 2));
  });
});

describe('what programs set aside', () => {
  const sliding = layersOf({ ...heads, num_hidden_layers: 1, sliding_window: 100 });
  const full = layersOf({ ...heads, num_hidden_layers: 1 });
  const entry = 2 * 2 * 64 * 2;

  it('transformers keeps a window less its newest token, and a whole convolution', () => {
    expect(totalBytes(sliding, 500, stored({ allocation: transformers }))).toBe(99 * entry);
    expect(totalBytes(full, 500, stored({ allocation: transformers }))).toBe(500 * entry);
    const convolution = layersOf({
      ...heads,
      num_hidden_layers: 1,
      hidden_size: 512,
      conv_L_cache: 3,
      full_attn_idxs: [],
    });
    expect(totalBytes(convolution, 500, plainStorage)).toBe(2 * 512 * 2);
    expect(totalBytes(convolution, 500, stored({ allocation: transformers }))).toBe(3 * 512 * 2);
  });

  it('llama.cpp pads to 256 cells, and gives a window room for a batch', () => {
    expect(totalBytes(full, 500, stored({ allocation: llamaCpp }))).toBe(512 * entry);
    expect(totalBytes(sliding, 500, stored({ allocation: llamaCpp }))).toBe(512 * entry);
    expect(totalBytes(sliding, 5_000, stored({ allocation: llamaCpp }))).toBe(768 * entry);
  });

  it('vLLM gives pages of 16, and a window those of a step and one more', () => {
    const allocation = vllmWith(64);
    expect(totalBytes(full, 500, stored({ allocation }))).toBe(512 * entry);
    // 99 + 64 tokens are 11 pages, and one more.
    expect(totalBytes(sliding, 5_000, stored({ allocation }))).toBe(12 * 16 * entry);
    expect(totalBytes(sliding, 5_000, stored({ allocation: vllmUnified }))).toBe(5_008 * entry);
  });

  it('say in one sentence how they differ', () => {
    for (const { difference } of allocations) expect(difference).toMatch(/^[A-Z][^]*\.$/);
    expect(new Set(allocations.map(({ id }) => id)).size).toBe(allocations.length);
  });
});

/** Any mixture of stores of any size. */
const vectors = fc.record({
  role: fc.constantFrom('key', 'value', 'latent', 'rotary', 'index'),
  count: fc.integer({ min: 1, max: 16 }),
  size: fc.integer({ min: 1, max: 300 }),
});
const entries = fc.array(vectors, { minLength: 1, maxLength: 3 });
const store: fc.Arbitrary<Store> = fc.oneof(
  fc.record({
    kind: fc.constant('growing'),
    entry: entries,
    stride: fc.constantFrom(1, 4, 128),
    operations: fc.nat(9),
  }),
  fc.record({
    kind: fc.constant('window'),
    entry: entries,
    size: fc.integer({ min: 1, max: 9_000 }),
    operations: fc.nat(9),
  }),
  fc.record({
    kind: fc.constant('state'),
    recurrent: fc.nat(99_999),
    channels: fc.nat(9_999),
    span: fc.integer({ min: 1, max: 8 }),
  }),
);
const model = fc.array(fc.record({ kind: fc.constant('full'), stores: fc.array(store, { maxLength: 3 }) }), {
  maxLength: 6,
}) as fc.Arbitrary<LayerSpec[]>;
/** Some techniques, each with any settings that it allows. */
const chosen = fc.record(
  Object.fromEntries(
    techniques.map(({ id, fields }) => [
      id,
      fc.record(
        Object.fromEntries(Object.entries(fields).map(([name, { min, max }]) => [name, fc.integer({ min, max })])),
      ),
    ]),
  ),
  { requiredKeys: [] },
);
const storage = fc.record({
  format: fc.constantFrom(...formats),
  index: fc.constantFrom(...formats),
  convolutionBytes: fc.constantFrom(2, 4),
  recurrentBytes: fc.constantFrom(2, 4),
  allocation: fc.constantFrom(...allocations),
  keep: chosen.map(keepOf),
});
const tokens = fc.integer({ min: 0, max: 300_000 });

describe('the total', () => {
  it('is the sum over layers, and never less for a longer text', () => {
    fc.assert(
      fc.property(model, storage, tokens, tokens, (layers, how, a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        const total = totalBytes(layers, long, how);
        expect(total).toBe(layers.reduce((sum, layer) => sum + totalBytes([layer], long, how), 0));
        expect(totalBytes(layers, short, how)).toBeLessThanOrEqual(total);
        expect(Number.isSafeInteger(total)).toBe(true);
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  it('is growth, window and state put together, once the windows are full and the segments complete', () => {
    fc.assert(
      fc.property(model, fc.integer({ min: 71, max: 2_000 }), (layers, segments) => {
        const { growth, window, state } = bytesOf(layers, plainStorage);
        expect(totalBytes(layers, 128 * segments, plainStorage)).toBeCloseTo(
          growth * 128 * segments + window + state,
          3,
        );
      }),
      { numRuns: 200, seed: 12 },
    );
  });
});

describe('techniques', () => {
  const layers = layersOf({ ...heads, num_hidden_layers: 2 });
  const kept = (settings: Parameters<typeof keepOf>[0], at: number, of = layers) => {
    const keep = keepOf(settings);
    return totalBytes(of, at, stored({ keep })) / totalBytes(of, 1, plainStorage);
  };

  it('never keep more than there is, and never less of more', () => {
    const growing = layers[0]!.stores[0]! as Extract<Store, { kind: 'growing' }>;
    fc.assert(
      fc.property(chosen.map(keepOf), fc.nat(100_000), fc.nat(100_000), (keep, a, b) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)];
        expect(keep(few, growing)).toBeLessThanOrEqual(keep(many, growing));
        expect(keep(many, growing)).toBeLessThanOrEqual(many);
        expect(keep(few, growing)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  it('count DMC by its ratio, and DMS only beyond its window', () => {
    expect(kept({ dmc: { ratio: 4 } }, 4096)).toBe(1024);
    expect(kept({ dms: { ratio: 8, window: 256 } }, 200)).toBe(200);
    // At 512 tokens the nominal 8 is 1.78 in truth.
    expect(kept({ dms: { ratio: 8, window: 256 } }, 512)).toBe(288);
    expect(effectiveRatio(dms, 512, { ratio: 8, window: 256 })).toBeCloseTo(1.778, 3);
    expect(kept({ dms: { ratio: 8, window: 256 } }, 256 + 8_000)).toBe(1256);
  });

  it('combine: each has what the one before left', () => {
    expect(kept({ dmc: { ratio: 2 }, 'eviction-share': { removed: 50 } }, 4096)).toBe(1024);
    expect(kept({ streaming: { sinks: 4, window: 1020 }, 'eviction-slots': { slots: 100 } }, 4096)).toBe(100);
    expect(kept({ streaming: { sinks: 4, window: 1020 } }, 4096)).toBe(1024);
  });

  it('leave alone what they are not made for', () => {
    const latent = layersOf(deepSeekV3);
    expect(kept({ dmc: { ratio: 4 }, dms: { ratio: 8, window: 0 } }, 4096, latent)).toBe(4096);
    expect(kept({ 'eviction-slots': { slots: 64 } }, 4096, latent)).toBe(64);
    const window = layersOf({ ...heads, num_hidden_layers: 1, sliding_window: 100 });
    expect(kept({ dmc: { ratio: 4 } }, 4096, window)).toBe(100);
  });
});

describe('a decode step', () => {
  it('reads what an indexer selects, all index vectors, and each window; a state is read and written', () => {
    const config = { ...deepSeekV3, num_hidden_layers: 1, index_head_dim: 128, index_n_heads: 64, index_topk: 2048 };
    const work = stepWork(layersOf(config), 100_000, plainStorage);
    expect(work.bytes).toBe(2048 * 576 * 2 + 100_000 * 128 * 2);
    expect(work.operations).toBe(2048 * 2 * 128 * (576 + 512) + 100_000 * 2 * 64 * 128);
    const window = layersOf({ ...heads, num_hidden_layers: 1, sliding_window: 100 });
    expect(stepWork(window, 5_000, plainStorage)).toEqual({ bytes: 100 * 512, operations: 100 * 2 * 8 * 128 });
    const state = layersOf({ ...qwen36.text_config, num_hidden_layers: 1 });
    expect(stepWork(state, 5_000, plainStorage).bytes).toBe(2 * totalBytes(state, 1, plainStorage));
  });
});

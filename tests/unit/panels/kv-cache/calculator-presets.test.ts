import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { fieldsSchema } from '@/lib/panels/kv-cache/calculator/config/fields';
import { readConfigText, shapeOf } from '@/lib/panels/kv-cache/calculator/config/read';
import { formatOf } from '@/lib/panels/kv-cache/calculator/formats';
import { devices } from '@/lib/panels/kv-cache/calculator/presets/devices';
import { presetGroups, presetOf, presets } from '@/lib/panels/kv-cache/calculator/presets/models';
import { bytesOf, plainStorage } from '@/lib/panels/kv-cache/calculator/size';

const folder = (id: string) => fileURLToPath(new URL(`../../../../public/models/${id}`, import.meta.url));

/** Elements of all tensors, by the header of a safetensors file. */
function parametersIn(id: string): number {
  const bytes = readFileSync(`${folder(id)}/model.safetensors`);
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0))).toString()) as Record<
    string,
    { shape?: number[] }
  >;
  return Object.values(header).reduce(
    (sum, { shape }) => sum + (shape ? shape.reduce((product, size) => product * size, 1) : 0),
    0,
  );
}

describe('the presets of models', () => {
  it.each(presets.map(preset => [preset.id, preset] as const))('%s has valid fields and a source', (_id, preset) => {
    expect(z.strictObject(fieldsSchema.shape).parse(preset.config)).toEqual(preset.config);
    expect(preset.source.length).toBeGreaterThan(20);
    expect(preset.active).toBeLessThanOrEqual(preset.parameters);
    expect(shapeOf(preset.config).layers).toHaveLength(preset.config.num_hidden_layers!);
  });

  it('have ids of their own, and groups that are true', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    const kinds = presetGroups.map(({ models }) =>
      models.map(({ config }) => shapeOf(config).layers.map(layer => layer.kind)),
    );
    const [full, windows, latent, states] = kinds.map(models => new Set(models.flat()));
    expect([...full!]).toEqual(['full']);
    for (const model of kinds[1]!) expect(model.some(kind => kind === 'sliding' || kind === 'chunked')).toBe(true);
    expect(windows!.has('linear')).toBe(false);
    expect([...latent!].sort()).toEqual(['compressed', 'latent', 'sliding']);
    for (const model of kinds[3]!) expect(model.some(kind => kind === 'linear' || kind === 'convolution')).toBe(true);
    expect(states!.has('sliding')).toBe(false);
  });

  it.each(['loupe-arithmetic', 'loupe-english'])('%s is as its files are', id => {
    const config = readConfigText(readFileSync(`${folder(id)}/config.json`, 'utf8'));
    const preset = presetOf(id)!;
    expect(shapeOf(preset.config)).toEqual(shapeOf(config));
    expect(preset.parameters).toBe(parametersIn(id));
  });

  it.each([
    // A token of a layer is K and V of all KV heads in 16 bits.
    ['llama-2-7b', 32 * 2 * 32 * 128 * 2, 0, 0],
    ['llama-3.1-8b', 32 * 2 * 8 * 128 * 2, 0, 0],
    ['mistral-7b-v0.1', 0, 32 * 2 * 8 * 128 * 2 * 4096, 0],
    ['gpt-oss-20b', 12 * 2 * 8 * 64 * 2, 12 * 2 * 8 * 64 * 2 * 128, 0],
    ['gemma-2-2b', 13 * 2 * 4 * 256 * 2, 13 * 2 * 4 * 256 * 2 * 4096, 0],
    ['phi-4', 40 * 2 * 10 * 128 * 2, 0, 0],
    ['qwen3.5-397b', 15 * 2 * 2 * 256 * 2, 0, 45 * (3 * (2 * 16 * 128 + 64 * 128) * 2 + 64 * 128 * 128 * 4)],
    ['llama-4-scout', 12 * 2 * 8 * 128 * 2, 36 * 2 * 8 * 128 * 2 * 8192, 0],
    ['gemma-4-31b', 10 * 2 * 4 * 512 * 2, 50 * 2 * 16 * 256 * 2 * 1024, 0],
    ['deepseek-v3.2', 61 * (512 + 64 + 128) * 2, 0, 0],
    ['deepseek-v4-flash', 21 * ((512 * 2 + 128 * 2) / 4) + (20 * 512 * 2) / 128, 43 * 512 * 2 * 128, 0],
    ['lfm2-1.2b', 6 * 2 * 8 * 64 * 2, 0, 10 * 2 * 2048 * 2],
    ['nemotron-3-nano', 6 * 2 * 2 * 128 * 2, 0, 23 * (3 * 6144 * 2 + 64 * 64 * 128 * 4)],
  ])('%s grows, has windows and states as its architecture says', (id, growth, window, state) => {
    expect(bytesOf(shapeOf(presetOf(id)!.config).layers, plainStorage)).toEqual({ growth, window, state });
  });

  it('store indexes of DeepSeek in a format of their own', () => {
    const { layers } = shapeOf(presetOf('deepseek-v4-flash')!.config);
    expect(bytesOf(layers, { ...plainStorage, index: formatOf('fp8-blocks') }).growth).toBe(6229);
  });
});

describe('the devices', () => {
  it('go from a server to a phone, each with a source', () => {
    expect(new Set(devices.map(({ id }) => id)).size).toBe(devices.length);
    for (const { memory, bandwidth, peak, source } of devices) {
      expect(memory).toBeGreaterThanOrEqual(8e9);
      expect(bandwidth).toBeGreaterThan(1e10);
      expect(peak === null || peak > 1e12).toBe(true);
      expect(source.length).toBeGreaterThan(10);
    }
  });
});

import { readFileSync } from 'node:fs';
import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, it } from 'vitest';
import { folderUrl } from '@/lib/engines/folder';
import { compressedModels, findModel, listedContext, models } from '@/lib/engines/models';
import { cacheBytesPerToken, needsF16 } from '@/lib/engines/webllm/fit';
import { webllmVersion } from '@/lib/engines/webllm/library';
import { readConfig } from '@/lib/transformer/config';
import { countParameters } from '@/lib/transformer/weights';
import { LONGEST as longestDigits } from '../../../scripts/corpus/problems';
import { publishedConfigs } from '../../support/published-configs';

const records = new Map(prebuiltAppConfig.model_list.map(record => [record.model_id, record]));
const choices = models.flatMap(model => (model.webllm ? [{ ...model, builds: model.webllm }] : []));

describe('the catalogue', () => {
  it('is of the version of WebLLM that is installed', () => {
    const { version } = JSON.parse(readFileSync('node_modules/@mlc-ai/web-llm/package.json', 'utf8')) as {
      version: string;
    };
    expect(version).toBe(webllmVersion);
  });

  it('begins with the two models of the site, whose folders ship, then has 6 to 10, smallest first', () => {
    expect(models.slice(0, 2).map(({ ref }) => ref)).toEqual([
      { engine: 'embedded', model: 'loupe-arithmetic' },
      { engine: 'embedded', model: 'loupe-english' },
    ]);
    for (const { ref } of models.slice(0, 2)) {
      const config = readConfig(readFileSync(`public/models/${ref.model}/config.json`, 'utf8'));
      expect(countParameters(config)).toBeLessThan(3e6);
    }
    expect(choices.length).toBeGreaterThanOrEqual(6);
    expect(choices.length).toBeLessThanOrEqual(10);
    const sizes = choices.map(choice => choice.parameters ?? 0);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });

  const own = models.flatMap(model => (model.hub ? [{ ...model, hub: model.hub }] : []));

  it('has models of our own engine, smallest first', () => {
    const sizes = own.map(({ parameters }) => parameters ?? 0);
    expect(sizes.length).toBeGreaterThanOrEqual(5);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });

  it.each(own)('$title: is what its config.json says, and can be loaded', ({ ref, hub, parameters }) => {
    const [, file] = publishedConfigs.find(([name]) => ref.model.endsWith(`/${name}`))!;
    const config = readConfig(JSON.stringify(file));
    expect(parameters).toBe(countParameters(config));
    const { layers, kvHeads, headDim, vocabulary, hidden } = hub.shape;
    expect({ layers, kvHeads, headDim }).toEqual({
      layers: config.layers,
      kvHeads: config.kvHeads,
      headDim: config.headDim,
    });
    expect([vocabulary, hidden]).toEqual([config.vocabSize, config.hiddenSize]);
    expect([hub.context, hub.isTied]).toEqual([config.context, config.tiedEmbedding]);
    expect(folderUrl(ref.model)).toBe(`https://huggingface.co/${ref.model}/resolve/main/`);
  });

  it.each(choices)('$title: both builds exist there, with the memory and the context that are stated', ({ builds }) => {
    for (const build of [builds.f16, builds.f32]) {
      const record = records.get(build.id);
      expect(record?.vram_required_MB).toBe(build.listedMemoryMiB);
      expect(record?.overrides?.context_window_size).toBe(listedContext);
      expect(record?.model).toBe(`https://huggingface.co/mlc-ai/${build.id}`);
      // Weights must find room in the listed memory; the rest is cache and work buffers.
      expect(build.downloadBytes).toBeLessThan(build.listedMemoryMiB * 2 ** 20);
    }
    expect([needsF16(builds.f16.id), needsF16(builds.f32.id)]).toEqual([true, false]);
    expect(findModel({ engine: 'webllm', model: builds.f32.id })?.webllm).toBe(builds);
  });

  it('says what each model knows: those of the site arithmetic of the length that its corpus has, or named entities; all others English too', () => {
    const [arithmetic, ner, ...others] = models;
    expect(arithmetic).toMatchObject({ skills: ['arithmetic'], longestNumber: longestDigits });
    expect(ner).toMatchObject({ skills: ['named entities'] });
    for (const { skills, longestNumber } of others) {
      expect(skills).toEqual(['arithmetic', 'English']);
      expect(longestNumber).toBeUndefined();
    }
  });

  it.each(compressedModels)('$title: states the ratio in effect beside the nominal one, as it was measured', model => {
    const { models: measured } = JSON.parse(readFileSync('training/compression/measured.json', 'utf8')) as {
      models: Record<string, { reading: { ratio: number; byteRatio: number } }>;
    };
    const { ratio, byteRatio } = measured[model.ref.model]!.reading;
    expect(model.compression?.measured.slots).toBeCloseTo(ratio, 2);
    expect(model.compression?.measured.bytes).toBeCloseTo(byteRatio, 2);
    expect(model.note).toContain(`Trained for ${model.compression?.ratio}×`);
    expect(model.note).toContain(`${ratio.toFixed(2)}× in slots and ${byteRatio.toFixed(2)}× in bytes`);
  });

  it.each([...choices, ...own])('$title: has a licence, a page and a sentence', ({ licence, page, note }) => {
    expect(licence.url).toMatch(/^https:/);
    expect(page).toMatch(/^https:\/\/huggingface\.co\/[\w.-]+\/[\w.-]+$/);
    expect(note).toMatch(/\.$/);
  });

  it('computes the cache as WebLLM does, where it lists one model at two contexts', () => {
    let compared = 0;
    for (const { builds } of choices)
      for (const { id, listedMemoryMiB } of [builds.f16, builds.f32]) {
        const short = records.get(`${id}-1k`)?.vram_required_MB;
        if (short === undefined) continue;
        compared++;
        const perToken = ((listedMemoryMiB - short) * 2 ** 20) / (listedContext - 1024);
        expect(cacheBytesPerToken(builds.shape, id)).toBeCloseTo(perToken, -2);
      }
    expect(compared).toBeGreaterThanOrEqual(4);
  });
});

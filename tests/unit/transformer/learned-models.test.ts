import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { backendFactories } from '@/lib/transformer/backends';
import { chooseBackends } from '@/lib/transformer/backends/choose';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { readConfig } from '@/lib/transformer/config';
import type { Backend, BackendName } from '@/lib/transformer/contract';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import { Scheduler } from '@/lib/transformer/generation/scheduler';
import { inspect } from '@/lib/transformer/inspect';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import { countParameters } from '@/lib/transformer/weights';
import { tinyShape } from '../../support/backend-behaviour';
import { build } from '../../support/build';
import { readKernels } from '../../support/kernels';
import { dmsLearned } from '../../support/learned-models';
import { largestDifference } from '../../support/logits';
import { bytesOf, memorySource, modelFiles, smallShape } from '../../support/model-folder';
import { randomTokens, randomWeights } from '../../support/random-model';
import { matchesPyTorch } from '../../support/stored-vectors';
import { collect, never, readTiny, request, tinyModel } from './tiny';

const folderOf = (method: string) => fileURLToPath(new URL(`../../fixtures/tiny-${method}`, import.meta.url));
const factories = backendFactories(async () => readKernels());
const open = (method: string, name: BackendName) =>
  loadFolder(directorySource(folderOf(method)), factories.find(one => one.name === name)!.start, () => {}, never);

describe('a model that compresses its cache', () => {
  for (const method of ['dmc', 'dms'])
    for (const name of ['reference', 'wasm-f32'] as const)
      matchesPyTorch(`${method} on ${name}`, async () => ({
        backend: (await open(method, name)).backend,
        stored: JSON.parse(readFileSync(`${folderOf(method)}/expected.json`, 'utf8')) as never,
      }));

  it('says in the record of a run that its cache is compressed', async () => {
    const { backend } = await open('dms', 'wasm-int8');
    expect(backend.facts.cache).toBe('compressed by the model (DMS)');
    expect((await tinyModel('wasm-int8')).backend.facts.cache).toBeUndefined();
  });

  it.each(['dmc', 'dms'])('answers prompts that begin alike as it answers each alone (%s)', async method => {
    const { backend, tokenizer } = await open(method, 'wasm-f32');
    const prompts = ['a long beginning, then 12', 'a long beginning, then 34', 'a long beginning, then 12'];
    const requests = prompts.map(prompt => request(prompt, { max_tokens: 30 }));
    const scheduler = new Scheduler(backend, tokenizer);
    const together = await collect(scheduler.generate(requests, never), 3);
    for (const [i, one] of requests.entries()) {
      const fresh = new Scheduler((await open(method, 'wasm-f32')).backend, tokenizer);
      const [alone] = await collect(fresh.generate([one], never), 1);
      expect(together[i]!.text).toBe(alone!.text);
    }
    // Nothing is kept for a later prompt that could not use it.
    expect(backend.cache.bytes().held).toBe(0);
  });

  it('is inspected by tokens: those without a slot of their own get no attention', async () => {
    const { backend, tokenizer } = await open('dmc', 'wasm-f32');
    const text = 'the quick brown fox jumps over the lazy dog, and then over another';
    const [head] = (await inspect(backend, tokenizer, { text, attention: [{ layer: 0, head: 0 }] }, never)).attention!;
    const count = tokenizer.encode(text).length;
    expect(head!.map(({ length }) => length)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    for (const weights of head!) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
    expect(head!.at(-1)!.filter(weight => weight === 0).length).toBeGreaterThan(0);
  });

  it('with eviction off is a Llama without the borrowed channel', async () => {
    const weights = randomWeights({ ...tinyShape, qkvBias: false }, 3);
    const { headDim, hiddenSize, heads, kvHeads } = tinyShape;
    const isFirst = (row: number) => Math.floor(row / headDim) % (heads / kvHeads) === 0;
    const without = {
      has: weights.has,
      get: (name: string) =>
        name.endsWith('q_proj.weight')
          ? weights.get(name).map((x, i) => {
              const row = Math.floor(i / hiddenSize);
              return isFirst(row) && row % headDim === headDim - 1 ? 0 : x;
            })
          : weights.get(name),
    };
    // Before the rotation only, as in the files of FastDMS: the rotation makes something of the channel again.
    const values = { ...dmsLearned.values, offset: Infinity, marksBefore: 0 };
    const config = { ...tinyShape, qkvBias: false };
    const learned = { ...config, learned: { method: 'dms', values } };
    const logitsOf = async (backend: Backend) => {
      const sequence = backend.cache.open();
      const [result] = await backend.forward([
        { sequence, tokens: randomTokens(70, config.vocabSize, 1), want: 'last' },
      ]);
      return result!.logits[0]!;
    };
    const off = await logitsOf(await build(await startReferenceBackend(learned), learned, weights));
    const plain = await logitsOf(await build(await startReferenceBackend(config), config, without));
    expect(largestDifference(off, plain)).toBeLessThan(1e-5);
  });

  it('is left to the CPU where it is too small for a GPU that is read back in every layer, and the record says so', async () => {
    // 5.3 million parameters in 8 layers: enough for one read-back a token, too few for nine.
    const plain = {
      ...tinyShape,
      hiddenSize: 256,
      intermediateSize: 640,
      layers: 8,
      heads: 8,
      kvHeads: 8,
      headDim: 20,
    };
    const config = { ...plain, learned: dmsLearned };
    expect(countParameters(config)).toBeGreaterThan(4e6);
    const { passedOver, order } = await chooseBackends(factories, 'auto', config);
    expect(passedOver.join()).toMatch(/webgpu-int8: the model decides in every layer what its cache keeps/);
    expect(order[0]!.name).toBe('wasm-int8');
    const unlearned = await chooseBackends(factories, 'auto', plain);
    expect(unlearned.passedOver.join()).not.toMatch(/what its cache keeps/);
  });
});

describe('config.json of such a model', () => {
  const tiny = JSON.parse(readTiny('config.json')) as Record<string, unknown>;
  const read = (fields: object) => readConfig(JSON.stringify({ ...tiny, ...fields })).learned;
  const stock = { dms_window_size: 256, dms_alpha_scale: 100, dms_initial_alpha_offset: 4 };

  it('says nothing of compression for a plain model', () => expect(read({})).toBeUndefined());

  it('gives the numbers of DMC, and of DMS in our words and in those of its authors', () => {
    expect(read({ dmc: { window: 12, offset: 5 } })).toEqual({ method: 'dmc', values: { window: 12, offset: 5 } });
    expect(read({ dms: { window: 16, scale: 100, offset: 5 } })?.values).toMatchObject({ window: 16, marksBefore: 1 });
    const values = { window: 256, scale: 100, offset: 4, marksBefore: 1 };
    expect(read(stock)).toEqual({ method: 'dms', values });
    expect(read({ dms_window_size: 64 })?.values).toEqual({ ...values, window: 64, offset: 5 });
    expect(read({ ...stock, dms_disable_eviction: true })?.values.offset).toBe(Infinity);
  });

  it('gives way to dms_metadata.json, whose tokens mark themselves', async () => {
    const metadata = { window_size: 128, alpha_scale: 50, alpha_offset: 3, target_cr: 8 };
    const files = modelFiles(smallShape);
    const config = { ...(JSON.parse(new TextDecoder().decode(files['config.json'])) as object), ...stock };
    const { backend } = await loadFolder(
      memorySource({
        ...files,
        'config.json': bytesOf(JSON.stringify(config)),
        'dms_metadata.json': bytesOf(JSON.stringify(metadata)),
      }),
      startReferenceBackend,
      () => {},
      never,
    );
    expect(backend.config.learned?.values).toEqual({ window: 128, scale: 50, offset: 3, marksBefore: 0 });
  });

  it.each([
    ['model-unsupported', { ...stock, dms_separate_alpha: true }, /dms_separate_alpha/],
    ['model-unsupported', { ...stock, dms_alpha_per: 'layer' }, /dms_alpha_per: "layer"/],
    ['model-unsupported', { ...stock, dmc: { window: 12, offset: 5 } }, /dmc and dms/],
    ['model-file', { dmc: { window: 12 } }, /dmc\.offset/],
    ['model-file', { dmc: { window: -1, offset: 5 } }, /dmc\.window/],
    ['model-file', { dms: 8 }, /dms/],
    ['model-file', { dms_window_size: 1e12 }, /dms_window_size/],
    ['model-file', { dms_window_size: 16, dms_alpha_scale: '100' }, /dms_alpha_scale/],
  ])('is refused by name (%s)', (kind, fields, detail) => {
    expect(() => read(fields)).toThrow(
      expect.objectContaining({ kind, detail: expect.stringMatching(detail) as string }),
    );
  });
});

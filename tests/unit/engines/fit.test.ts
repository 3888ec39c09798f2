import { describe, expect, it } from 'vitest';
import { checkHubFit } from '@/lib/engines/fit';
import { compressedModels, findModel, models } from '@/lib/engines/models';
import { listChoices, listKeptFolders } from '@/lib/engines/picker';
import { cacheBytesPerToken, checkFit, needsF16, type Probe } from '@/lib/engines/webllm/fit';
import { probeMachine } from '@/lib/engines/webllm/probe';
import { fakeWebllm, strongMachine } from './fake-webllm';

const GiB = 2 ** 30;
const id = 'Llama-3.2-1B-Instruct-q4f16_1-MLC';
const twin = 'Llama-3.2-1B-Instruct-q4f32_1-MLC';
const llama = findModel({ engine: 'webllm', model: id })!;
const phi = findModel({ engine: 'webllm', model: 'Phi-3.5-mini-instruct-q4f16_1-MLC' })!;
const gemma = findModel({ engine: 'webllm', model: 'gemma-2-2b-it-q4f16_1-MLC' })!;

const withAdapter = (change: Partial<NonNullable<Probe['adapter']>>): Probe => ({
  ...strongMachine,
  adapter: { ...strongMachine.adapter!, ...change },
});

describe('whether a model fits', () => {
  it('says fits, tight or too big as the memory shrinks', () => {
    const words = [8, 2, 0.5].map(size => checkFit(llama, id, { ...strongMachine, memoryBytes: size * GiB }).word);
    expect(words).toEqual(['fits', 'tight', 'too big']);
    expect(checkFit(llama, id, { ...strongMachine, memoryBytes: 0.5 * GiB }).problem?.kind).toBe('too-large');
  });

  it('adds the cache of a longer context, by the shape of the model', () => {
    const short = checkFit(phi, phi.webllm!.f16.id, strongMachine);
    const long = checkFit(phi, phi.webllm!.f16.id, strongMachine, { context: 8192 });
    // 32 layers x 32 heads x 96 x keys and values x 2 bytes.
    expect(cacheBytesPerToken(phi.webllm!.shape, phi.webllm!.f16.id)).toBe(393_216);
    expect(cacheBytesPerToken(phi.webllm!.shape, phi.webllm!.f32.id)).toBe(2 * 393_216);
    expect(long.memoryBytes - short.memoryBytes).toBe(4096 * 393_216);
  });

  it('offers the 32-bit build where the GPU lacks only 16 bits, though the record does not say so', () => {
    const fit = checkFit(llama, id, withAdapter({ f16: false }));
    expect(fit).toMatchObject({ word: 'too big', problem: { kind: 'gpu-feature' }, instead: twin });
    expect(checkFit(llama, twin, withAdapter({ f16: false }))).toMatchObject({
      word: 'fits',
      problem: null,
      instead: null,
    });
  });

  it.each([
    ['workgroup storage', { workgroupStorageBytes: 16_384 }],
    ['storage', { storageBuffersPerStage: 8 }],
    ['one buffer', { bufferBytes: 128 * 2 ** 20 }],
    ['one binding', { storageBindingBytes: 64 * 2 ** 20 }],
  ])('refuses a GPU that is short of %s', (words, limit) => {
    const fit = checkFit(llama, id, withAdapter(limit));
    expect(fit.problem?.kind).toBe('gpu-feature');
    expect(fit.problem?.detail).toContain(words);
    expect(fit.instead).toBeNull();
  });

  // The library asks for 1 GiB, and where the GPU allows less, for 128 MiB a binding and 256 MiB a buffer, whatever more there is.
  it.each([
    ['one binding', { storageBindingBytes: 128 * 2 ** 20 }, '128 MB'],
    ['one binding', { storageBindingBytes: 2 ** 30 - 4 }, '128 MB'],
    ['one buffer', { bufferBytes: 2 ** 30 - 4 }, '256 MB'],
  ])('refuses a GPU of which the library gets too little of %s for the largest tensor', (words, limit, gets) => {
    const small = withAdapter(limit);
    expect(checkFit(llama, id, small).problem).toBeNull();
    const { problem } = checkFit(gemma, gemma.webllm!.f16.id, small);
    // The embedding: 256,000 x 2,304 weights of 4 bits.
    expect(problem).toEqual({
      kind: 'gpu-feature',
      detail: `It needs 282 MB of ${words}; WebLLM gets ${gets} of this GPU.`,
    });
  });

  it('counts the cache of a layer as a tensor, which grows with the context', () => {
    const small = withAdapter({ storageBindingBytes: 512 * 2 ** 20 });
    const { f32 } = phi.webllm!;
    expect(checkFit(phi, f32.id, small).problem).toBeNull();
    // 2 x 32 heads x 96 x 4 bytes x 8,192 tokens.
    expect(checkFit(phi, f32.id, small, { context: 8192 }).problem?.detail).toContain('192 MB of one binding');
    expect(checkFit(phi, f32.id, strongMachine, { context: 8192 }).problem?.kind).not.toBe('gpu-feature');
  });

  it('refuses what cannot be stored, unless it lies in the cache already', () => {
    const full = { ...strongMachine, storageFreeBytes: 100e6 };
    const kept = (bytes: number, isWhole = false) => ({ kept: { bytes, isWhole } });
    expect(checkFit(llama, id, full).problem?.kind).toBe('too-large');
    expect(checkFit(llama, id, full, kept(7e8, true))).toMatchObject({ word: 'fits', downloadBytes: 0 });
    // Only what is missing has to be stored.
    const { downloadBytes } = checkFit(llama, id, strongMachine);
    expect(checkFit(llama, id, full, kept(downloadBytes - 50e6))).toMatchObject({ word: 'fits', downloadBytes });
    expect(checkFit(llama, id, full, kept(downloadBytes - 150e6)).problem?.kind).toBe('too-large');
  });

  it('calls a large model tight where the browser does not tell the memory, and any on a stand-in for a GPU', () => {
    const silent = { ...strongMachine, memoryBytes: null };
    expect(checkFit(llama, id, silent).word).toBe('fits');
    expect(checkFit(phi, phi.webllm!.f16.id, silent)).toMatchObject({ word: 'tight', problem: null });
    expect(checkFit(llama, id, withAdapter({ software: true })).notes.join()).toContain('CPU');
  });

  it('reads the need for 16 bits from the id', () => {
    expect(['a-q4f16_1-MLC', 'a-q0f16-MLC', 'a-q4f16_1-MLC-1k', 'a-q3f16_1-MLC'].every(needsF16)).toBe(true);
    expect(['a-q4f32_1-MLC', 'a-q0f32-MLC', 'f16-model-q4f32_1-MLC'].some(needsF16)).toBe(false);
  });
});

describe('whether a model of our own engine fits', () => {
  const smol = findModel({ engine: 'embedded', model: 'HuggingFaceTB/SmolLM2-135M-Instruct' })!;
  const tiny = findModel({ engine: 'embedded', model: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0' })!;

  it('needs no GPU', () => {
    const noGpu: Probe = { ...strongMachine, adapter: null };
    expect(checkHubFit(smol, noGpu).word).toBe('fits');
  });

  it('counts a byte a weight, the embedding in halves, and the cache', () => {
    const cache = (tokens: number) => 2 * 30 * 3 * 64 * 4 * tokens;
    const weights = 134_515_008 + 2 * 49_152 * 576;
    expect(checkHubFit(smol, strongMachine, { context: 1000 }).memoryBytes).toBe(weights + cache(1000));
    // An untied embedding is no matrix; and no cache is longer than what the model was trained for.
    const own = 1_100_048_384 + 32_000 * 2048 + 2 * 22 * 4 * 64 * 4 * 2048;
    expect(checkHubFit(tiny, strongMachine).memoryBytes).toBe(own);
  });

  it('says tight or too big as the memory shrinks, and counts what is to be stored', () => {
    const words = [8, 2, 1].map(size => checkHubFit(tiny, { ...strongMachine, memoryBytes: size * GiB }).word);
    expect(words).toEqual(['fits', 'tight', 'too big']);
    const full = { ...strongMachine, storageFreeBytes: 1e9 };
    expect(checkHubFit(tiny, full).problem).toMatchObject({
      kind: 'too-large',
      detail: expect.stringMatching(/2\.0 GB to store/),
    });
    expect(checkHubFit(tiny, full, { cached: true })).toMatchObject({ problem: null, downloadBytes: 0 });
  });
});

describe('the picker', () => {
  const hubFolder = 'https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct/resolve/main/';
  const kept = (folders: Record<string, { bytes: number; isWhole: boolean }>) => ({
    folder: async (folder: string) => folders[folder] ?? { bytes: 0, isWhole: false },
    folders: async () => Object.keys(folders),
  });

  it('names the build for this machine, marks what is cached, and leaves the embedded model alone', async () => {
    const { library } = fakeWebllm({ probe: withAdapter({ f16: false }), cached: true });
    const choices = await listChoices({ context: 4096 }, library, kept({}));
    expect(choices[0]).toMatchObject({ id: 'loupe-arithmetic', fit: null, cached: true });
    const webllm = choices.filter(({ model }) => model.webllm);
    expect(webllm.map(choice => choice.id)).not.toContain(id);
    expect(webllm.every(choice => choice.fit?.problem === null && choice.cached)).toBe(true);
  });

  it('lists the models that only one panel offers, where it asks for them', async () => {
    const { library } = fakeWebllm();
    const titles = async (more?: typeof compressedModels) =>
      (await listChoices({ ...(more && { more }) }, library, kept({}))).map(({ model }) => model.title);
    expect(await titles()).toEqual(models.map(({ title }) => title));
    expect(await titles(compressedModels)).toEqual([...models, ...compressedModels].map(({ title }) => title));
    const last = (await listChoices({ more: compressedModels }, library, kept({}))).at(-1);
    expect(last).toMatchObject({ id: 'loupe-arithmetic-dms-8x', fit: null, cached: true });
  });

  it('tells a part of a WebLLM model', async () => {
    const { library } = fakeWebllm();
    const part = async () => ({ bytes: 119e6, isWhole: false });
    const choice = (await listChoices({ context: 4096 }, { ...library, kept: part }, kept({}))).find(
      choice => choice.id === id,
    );
    expect(choice).toMatchObject({
      cached: false,
      keptBytes: 119e6,
      fit: { downloadBytes: llama.webllm!.f16.downloadBytes },
    });
  });

  it('tells a whole model of our own engine from a part of one', async () => {
    const { library } = fakeWebllm();
    const find = async (isWhole: boolean) => {
      const choices = await listChoices({ context: 4096 }, library, kept({ [hubFolder]: { bytes: 5e7, isWhole } }));
      return choices.find(choice => choice.id === 'HuggingFaceTB/SmolLM2-135M-Instruct');
    };
    expect(await find(false)).toMatchObject({ cached: false, keptBytes: 5e7, fit: { downloadBytes: 269_030_016 } });
    expect(await find(true)).toMatchObject({ cached: true, fit: { downloadBytes: 0 } });
  });

  it('lists what is kept of folders that are not in the catalogue, by the names that experiments use', async () => {
    const whole = { bytes: 10, isWhole: true };
    const folders = await listKeptFolders(
      kept({
        [hubFolder]: whole,
        'https://huggingface.co/someone/else/resolve/v2/': whole,
        'https://example.org/models/mine/': { bytes: 3, isWhole: false },
      }),
    );
    expect(folders).toEqual([
      { id: 'someone/else@v2', bytes: 10, cached: true },
      { id: 'https://example.org/models/mine', bytes: 3, cached: false },
    ]);
  });
});

describe('the probe', () => {
  it('takes what a browser does not tell as not known', async () => {
    expect(await probeMachine({}, false)).toEqual({
      secure: false,
      adapter: null,
      memoryBytes: null,
      storageFreeBytes: null,
    });
    const broken = {
      gpu: { requestAdapter: () => Promise.reject(new Error('no')) },
      storage: { estimate: () => Promise.reject(new Error('no')) },
    };
    expect(await probeMachine(broken, true)).toMatchObject({ adapter: null, storageFreeBytes: null });
  });

  it('reads the adapter, the memory and the free storage', async () => {
    const adapter = {
      info: { vendor: 'google', architecture: 'swiftshader', description: '', isFallbackAdapter: false },
      limits: {
        maxComputeWorkgroupStorageSize: 1,
        maxStorageBuffersPerShaderStage: 2,
        maxBufferSize: 3,
        maxStorageBufferBindingSize: 4,
      },
      features: new Set(['shader-f16']),
    };
    const probe = await probeMachine(
      {
        gpu: { requestAdapter: async () => adapter as unknown as GPUAdapter },
        deviceMemory: 4,
        storage: { estimate: async () => ({ quota: 10, usage: 4 }) },
      },
      true,
    );
    expect(probe).toEqual({
      secure: true,
      adapter: {
        description: 'google swiftshader',
        software: true,
        f16: true,
        workgroupStorageBytes: 1,
        storageBuffersPerStage: 2,
        bufferBytes: 3,
        storageBindingBytes: 4,
      },
      memoryBytes: 4 * GiB,
      storageFreeBytes: 6,
    });
  });
});

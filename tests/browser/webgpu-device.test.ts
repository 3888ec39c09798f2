import { afterEach, describe, expect, it, vi } from 'vitest';
import { probeAdapter, sharedGpu, startWebgpuBackend } from '@/lib/transformer/backends/webgpu';
import type { Backend } from '@/lib/transformer/contract';
import { tinyShape } from '../support/backend-behaviour';
import { build } from '../support/build';
import { largestDifference } from '../support/logits';
import { randomTokens, randomWeights } from '../support/random-model';

/** What the GPU does to a backend: it goes away, runs out of memory, is shared, and gets its memory back. */

const weights = randomWeights(tinyShape, 1);
const tokens = randomTokens(30, tinyShape.vocabSize, 1);
const options = { kernels: 'plain' } as const;
const open = async (): Promise<Backend> =>
  build(await startWebgpuBackend(tinyShape, 'int8', options), tinyShape, weights);
const read = async (backend: Backend) => {
  const [result] = await backend.forward([{ sequence: backend.cache.open(), tokens, want: 'last' }]);
  return result!.logits[0]!;
};
const lost = { kind: 'device-lost', detail: expect.stringMatching(/\w/) };

afterEach(() => vi.unstubAllGlobals());

describe('a GPU that is lost', () => {
  it('before a pass: the pass and all that follow are refused by name, and the next backend gets a new device', async () => {
    const backend = await open();
    const gpu = await sharedGpu();
    const before = await read(backend);
    gpu.device.destroy();
    await expect(read(backend)).rejects.toMatchObject(lost);
    await expect(read(backend)).rejects.toMatchObject(lost);
    backend.dispose();
    const next = await open();
    expect(await sharedGpu()).not.toBe(gpu);
    expect(largestDifference(await read(next), before)).toBe(0);
    next.dispose();
  });

  it('during a pass: what waits is refused by name, on every backend of the device', async () => {
    const both = [await open(), await open()];
    const sequence = both[0]!.cache.open();
    await both[0]!.forward([{ sequence, tokens, want: 'nothing' }]);
    const passes = both.map(read);
    (await sharedGpu()).device.destroy();
    for (const result of await Promise.allSettled(passes)) expect(result).toMatchObject({ reason: lost });
    await expect(both[0]!.cache.snapshot(sequence, { keys: true })).rejects.toMatchObject(lost);
    both.forEach(backend => backend.dispose());
  });

  it('while a pass is already computed', async () => {
    const backend = await open();
    const pass = read(backend);
    const { device } = await sharedGpu();
    await device.queue.onSubmittedWorkDone();
    device.destroy();
    const [result] = await Promise.allSettled([pass]);
    if (result.status === 'rejected') expect(result.reason).toMatchObject(lost);
    await expect(read(backend)).rejects.toMatchObject(lost);
    backend.dispose();
  });

  it('during a load, at its beginning or its end', async () => {
    const early = await startWebgpuBackend(tinyShape, 'int8');
    (await sharedGpu()).device.destroy();
    await expect(build(early, tinyShape, weights)).rejects.toMatchObject(lost);
    const late = build(await startWebgpuBackend(tinyShape, 'int8'), tinyShape, weights);
    const refused = expect(late).rejects.toMatchObject(lost);
    (await sharedGpu()).device.destroy();
    await refused;
  });
});

describe('what a GPU cannot do', () => {
  it('half precision without shader-f16', async () => {
    const { device } = await sharedGpu();
    if (device.features.has('shader-f16')) return;
    await expect(startWebgpuBackend(tinyShape, 'f16')).rejects.toMatchObject({ kind: 'gpu-feature' });
  });

  it('a matrix beyond its limits, with the number', async () => {
    const { device } = await sharedGpu();
    const large = { ...tinyShape, vocabSize: 1_000_000, hiddenSize: 4096 };
    const failure = { kind: 'too-large', detail: expect.stringContaining(`${device.limits.maxBufferSize}`) };
    await expect(startWebgpuBackend(large, 'f32')).rejects.toMatchObject(failure);
  });

  it('anything, in a browser without WebGPU or on a page that is not secure', async () => {
    const { device } = await sharedGpu();
    device.destroy();
    await device.lost;
    vi.stubGlobal('navigator', {});
    await expect(startWebgpuBackend(tinyShape, 'f32')).rejects.toMatchObject({ kind: 'webgpu-missing' });
    expect(await probeAdapter()).toEqual({ present: false, reason: expect.stringContaining('WebGPU') });
    vi.stubGlobal('isSecureContext', false);
    await expect(startWebgpuBackend(tinyShape, 'f32')).rejects.toMatchObject({ kind: 'insecure-context' });
  });

  it('is told, and what it can do, before anything is loaded', async () => {
    const facts = await probeAdapter();
    expect(facts).toMatchObject({ present: true, isFallback: true, limits: { maxBufferSize: expect.any(Number) } });
  });

  it('is timed for the choice of kernels, and the record of a run says how it came out', async () => {
    const backend = await build(await startWebgpuBackend(tinyShape, 'int8'), tinyShape, weights);
    expect(['plain', 'workgroup']).toContain(backend.facts.kernels);
    expect(backend.facts['kernels chosen by']).toMatch(/plain takes [\d.e+-]+ times as long as workgroup/);
    expect(backend.facts.adapter).toContain('swiftshader');
    expect(backend.cache.bytes().held).toBe(0);
    backend.dispose();
  });

  it('mistakes of kernels are failures too, and not silent', async () => {
    const backend = await open();
    const { device } = await sharedGpu();
    device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
    await expect(read(backend)).rejects.toMatchObject({
      kind: 'unknown',
      detail: expect.stringContaining('reported an error'),
    });
    expect(await read(backend)).toHaveLength(tinyShape.vocabSize);
    backend.dispose();
  });
});

describe('memory of the GPU', () => {
  it('is shared by two backends that do not disturb each other', async () => {
    const [one, two] = [await open(), await open()];
    const alone = await read(one);
    const [mine, theirs] = await Promise.all([read(one), read(two)]);
    one.dispose();
    expect(largestDifference(mine, alone)).toBe(0);
    expect(largestDifference(theirs, alone)).toBe(0);
    expect(largestDifference(await read(two), alone)).toBe(0);
    two.dispose();
    await expect(read(two)).rejects.toThrow('disposed');
  });

  it('goes in the middle of a pass: that pass is cancelled, and the other backend of the device goes on', async () => {
    const [one, two] = [await open(), await open()];
    const alone = await read(two);
    const sequence = one.cache.open();
    await one.forward([{ sequence, tokens, want: 'nothing' }]);
    const early = await open();
    const refused = expect(read(early)).rejects.toMatchObject({ kind: 'cancelled' });
    early.dispose();
    await refused;
    // Later it may be too late to cancel, but never an error of the device.
    for (const milliseconds of [0, 1, 2, 4]) {
      const late = await open();
      const pass = read(late);
      await new Promise(resolve => setTimeout(resolve, milliseconds));
      late.dispose();
      const [result] = await Promise.allSettled([pass]);
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ kind: 'cancelled' });
    }
    one.dispose();
    one.cache.release(sequence);
    expect(largestDifference(await read(two), alone)).toBe(0);
    two.dispose();
  });

  it('goes back to the machine after eviction and release, and what is kept stays right', async () => {
    const backend = await open();
    const { cache } = backend;
    const kept = cache.open();
    await backend.forward([{ sequence: kept, tokens: tokens.slice(0, 20), want: 'nothing' }]);
    const others = Array.from({ length: 16 }, () => cache.open());
    await backend.forward(others.map(sequence => ({ sequence, tokens: randomTokens(100, 37, 2), want: 'nothing' })));
    const late = cache.open();
    await backend.forward([{ sequence: late, tokens: tokens.slice(0, 20), want: 'nothing' }]);
    const full = cache.bytes().reserved;
    others.forEach(sequence => cache.release(sequence));
    expect(cache.bytes().reserved).toBeLessThan(full / 2);
    const rest = tokens.slice(20);
    const results = await backend.forward([kept, late].map(sequence => ({ sequence, tokens: rest, want: 'last' })));
    const whole = await read(backend);
    for (const { logits } of results) expect(largestDifference(logits[0]!, whole)).toBeLessThan(1e-5);
    backend.dispose();
  });

  it('is all given back by 1,000 loads, answers and disposals', { timeout: 120_000 }, async () => {
    const { device } = await sharedGpu();
    let alive = 0;
    const create = device.createBuffer.bind(device);
    device.createBuffer = descriptor => {
      const buffer = create(descriptor);
      const destroy = buffer.destroy.bind(buffer);
      let isAlive = true;
      alive++;
      buffer.destroy = () => {
        if (isAlive) alive--;
        isAlive = false;
        destroy();
      };
      return buffer;
    };
    const tiny = { ...tinyShape, layers: 1, vocabSize: 9, hiddenSize: 8, intermediateSize: 8 };
    const few = randomWeights(tiny, 2);
    const draw = { temperature: 1, top_p: 0.9, seed: 1, index: 0, count: 2 };
    for (let cycle = 0; cycle < 1000; cycle++) {
      const builder = await startWebgpuBackend(tiny, 'int8', options);
      if (cycle % 10 === 0) {
        builder.abandon();
        continue;
      }
      const backend = await build(builder, tiny, few);
      const sequence = backend.cache.open();
      const [result] = await backend.forward([{ sequence, tokens: [1, 2], want: draw }]);
      expect(result!.tokens).toHaveLength(2);
      backend.dispose();
    }
    expect(alive).toBe(0);
    device.createBuffer = create;
  });
});

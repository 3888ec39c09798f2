import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend } from '@/lib/transformer/contract';
import { tinyShape } from '../../support/backend-behaviour';
import { build } from '../../support/build';
import { readKernels } from '../../support/kernels';
import { randomTokens, randomWeights } from '../../support/random-model';

const kernels = await WebAssembly.compile(readKernels());
const weights = randomWeights(tinyShape, 1);

const open = async (config: ModelConfig = tinyShape): Promise<Backend> =>
  build(await startWasmBackend(config, 'int8', kernels), config, weights);

const prompt = (count: number) => randomTokens(count, tinyShape.vocabSize, count);

const read = async (backend: Backend, count: number) => {
  const sequence = backend.cache.open();
  await backend.forward([{ sequence, tokens: prompt(count), want: 'last' }]);
  return sequence;
};

/** How much memory is asked for, in WebAssembly's pages, call by call. */
const watchGrowth = () => vi.spyOn(WebAssembly.Memory.prototype, 'grow');
const grown = (growth: ReturnType<typeof watchGrowth>) => growth.mock.calls.reduce((sum, [pages]) => sum + pages, 0);

const refuse = () =>
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
  });

const { instantiate: own } = WebAssembly;

afterEach(() => {
  vi.restoreAllMocks();
  WebAssembly.instantiate = own;
});

describe('the memory of a WASM backend', () => {
  it('does not grow over many openings, forks, evictions and releases beyond what the largest needed', async () => {
    const backend = await open();
    const use = async (count: number) => {
      const sequence = await read(backend, count);
      const fork = backend.cache.fork(sequence);
      backend.cache.evict({ sequence: fork, layer: 0, head: 0 }, [0]);
      await backend.forward([{ sequence: fork, tokens: [1], want: 'last' }]);
      backend.cache.release(sequence);
      backend.cache.release(fork);
    };
    await use(150);
    const growth = watchGrowth();
    for (let cycle = 0; cycle < 300; cycle++) await use(1 + (cycle % 150));
    expect(grown(growth)).toBe(0);
    expect(backend.cache.bytes().held).toBe(0);
  });

  it('is taken for the tokens that are read, not for the longest context', async () => {
    const growth = watchGrowth();
    await read(await open(), 10);
    const usual = grown(growth);
    growth.mockClear();
    const backend = await open({ ...tinyShape, context: 131_072 });
    expect(backend.cache.bytes().reserved).toBe(0);
    await read(backend, 10);
    expect(grown(growth)).toBe(usual);
  });

  it('is named when the weights do not fit', async () => {
    refuse();
    const large = { ...tinyShape, hiddenSize: 4096 };
    await expect(startWasmBackend(large, 'f32', kernels)).rejects.toMatchObject({ kind: 'too-large' });
  });

  it('is named when the cache does not fit, and no token is read then', async () => {
    const backend = await open();
    const first = await read(backend, 100);
    const second = backend.cache.open();
    const refused = refuse();
    const spans = [first, second].map(sequence => ({ sequence, tokens: prompt(50), want: 'last' as const }));
    // Sooner or later the free pages are used up.
    const fill = async () => {
      for (;;) await read(backend, 150);
    };
    await expect(fill()).rejects.toMatchObject({ kind: 'too-large' });
    await expect(backend.forward(spans)).rejects.toMatchObject({ kind: 'too-large' });
    expect([first, second].map(sequence => backend.cache.position(sequence))).toEqual([100, 0]);

    refused.mockRestore();
    const fresh = await open();
    const [expected] = await fresh.forward([{ sequence: await read(fresh, 100), tokens: prompt(50), want: 'last' }]);
    const [got] = await backend.forward([spans[0]!]);
    expect(got).toEqual(expected);
  });

  it(
    'is let go of by a disposed backend that someone still holds, a thousand times over',
    { timeout: 60_000 },
    async () => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      const memories: WeakRef<WebAssembly.Memory>[] = [];
      // Not a spy: that would keep what it returned.
      const watched = async (module: WebAssembly.Module) => {
        const instance = await own(module);
        memories.push(new WeakRef(instance.exports.memory as WebAssembly.Memory));
        return instance;
      };
      WebAssembly.instantiate = watched as typeof own;

      const held: Backend[] = [];
      for (let cycle = 0; cycle < 1000; cycle++) {
        const backend = await open();
        const sequence = await read(backend, 3);
        const draw = { temperature: 0, top_p: 1, seed: 1, index: 0, count: 1 };
        const [result] = await backend.forward([{ sequence, tokens: [1], want: draw }]);
        expect(result!.tokens.length).toBe(1);
        backend.dispose();
        held.push(backend);
      }
      // What the last cycle's stack still holds goes with a turn of the event loop.
      await new Promise(resolve => setTimeout(resolve));
      collect();
      expect(memories.length).toBe(1000);
      expect(memories.filter(memory => memory.deref()).length).toBeLessThan(5);
      expect(held.every(backend => backend.weightBytes() === 0)).toBe(true);
      await expect(held[0]!.forward([{ sequence: 1, tokens: [1], want: 'last' }])).rejects.toThrow('disposed');
    },
  );
});

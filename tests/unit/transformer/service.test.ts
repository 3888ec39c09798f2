import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import type { Backend, BackendFactory } from '@/lib/transformer/contract';
import type { GenerationDelta } from '@/lib/transformer/generation/request';
import type { LoadProgress } from '@/lib/transformer/service';
import { createTransformerService } from '@/lib/transformer/service';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import { request, tinyPath } from './tiny';

let disposed = 0;

/** The reference backend under another name, changed. */
const changed = (
  name: BackendFactory['name'],
  change: (backend: Backend) => Partial<Backend>,
  isCandidate = false,
): BackendFactory => ({
  name,
  isCandidate,
  async start(config) {
    const builder = await startReferenceBackend(config);
    const finish = async () => {
      const backend = await builder.finish();
      return { ...backend, name, dispose: () => (disposed++, backend.dispose()), ...change(backend) };
    };
    return { ...builder, finish };
  },
});
const reference = changed('reference', () => ({}));
const broken: BackendFactory = {
  name: 'wasm-int8',
  isCandidate: true,
  start: () => Promise.reject(new Error('no SIMD here')),
};
const wrong = changed('wasm-f32', backend => ({
  async forward(spans) {
    const results = await backend.forward(spans);
    for (const { logits } of results) for (const vector of logits) vector.fill(NaN);
    return results;
  },
}));
const service = (...factories: BackendFactory[]) => createTransformerService(directorySource, factories);
const ignore = () => {};

describe('the transformer service', () => {
  it('says what it loaded, and how it went', async () => {
    const seen: LoadProgress[] = [];
    const outcome = await service(reference).load(1, tinyPath, 'auto', progress => seen.push(progress));
    expect(outcome).toEqual({
      value: {
        backend: 'reference',
        passedOver: [],
        details: {},
        parameters: 9680,
        context: 160,
        weightBytes: 4 * 9680,
        schema: true,
        loadMilliseconds: expect.any(Number) as number,
      },
    });
    expect(seen.some(({ phase, loaded, total }) => phase === 'reading' && loaded === total)).toBe(true);
    expect(seen.at(-1)).toEqual({ phase: 'preparing', loaded: 1, total: 1, unit: 'steps' });
  });

  it('takes the first backend that works and gives numbers, and says what is wrong with the others', async () => {
    expect(await service(broken, wrong, reference).load(1, tinyPath, 'auto', ignore)).toMatchObject({
      value: {
        backend: 'reference',
        passedOver: ['wasm-int8: no SIMD here', expect.stringMatching(/^wasm-f32: .*not numbers/)],
      },
    });
  });

  it('takes no other backend than the one that was asked for', async () => {
    expect(await service(broken, reference).load(1, tinyPath, 'wasm-int8', ignore)).toEqual({
      failure: { kind: 'model-unsupported', detail: expect.stringMatching(/no SIMD here/) as string },
    });
    expect(await service(broken, reference).load(1, tinyPath, 'reference', ignore)).toMatchObject({
      value: { passedOver: [] },
    });
  });

  it('passes over a backend that fails while the weights come, and reads them again for the next', async () => {
    const full: BackendFactory = {
      name: 'webgpu-int8',
      isCandidate: true,
      async start(config) {
        const builder = await startReferenceBackend(config);
        const put = () => {
          throw new Failure('too-large', 'A buffer of 3 GB could not be had.');
        };
        return { ...builder, put };
      },
    };
    expect(await service(full, reference).load(1, tinyPath, 'auto', ignore)).toMatchObject({
      value: { backend: 'reference', passedOver: [expect.stringMatching(/^webgpu-int8: .*3 GB/)] },
    });
    expect(await service(full, reference).load(1, tinyPath, 'webgpu-int8', ignore)).toMatchObject({
      failure: { kind: 'too-large' },
    });
  });

  it('tells what the weights and the cache hold', async () => {
    const running = service(reference);
    expect(await running.memory()).toEqual({ weights: 0, cache: 0, reserved: 0 });
    await running.load(1, tinyPath, 'auto', ignore);
    expect(await running.memory()).toEqual({ weights: 4 * 9680, cache: 0, reserved: 0 });
    await running.generate(2, [request('a')], ignore);
    expect((await running.memory()).cache).toBeGreaterThan(0); // kept for its beginning
    await running.dispose();
    expect(await running.memory()).toEqual({ weights: 0, cache: 0, reserved: 0 });
  });

  it('sends pieces, the end with the last of them', async () => {
    const running = service(reference);
    await running.load(1, tinyPath, 'auto', ignore);
    const pieces: GenerationDelta[] = [];
    expect(await running.generate(2, [request('a'), request('b')], more => pieces.push(...more))).toEqual({
      value: null,
    });
    expect(pieces.filter(({ end }) => end).map(({ index }) => index)).toEqual([0, 1]);
  });

  it('answers a failure as a record', async () => {
    const running = service(reference);
    expect(await running.generate(1, [request('a')], ignore)).toMatchObject({ failure: { kind: 'unknown' } });
    await running.load(2, tinyPath, 'auto', ignore);
    const long = await running.generate(3, [request('x'.repeat(999))], ignore);
    expect(long).toMatchObject({ failure: { kind: 'context-exceeded' } });
    expect(await running.load(4, `${tinyPath}/nowhere`, 'auto', ignore)).toMatchObject({
      failure: { kind: 'model-file' },
    });
  });

  it('cancels one call by its id and leaves the others', async () => {
    const running = service(reference);
    await running.load(1, tinyPath, 'auto', ignore);
    const [first, second] = [2, 3].map(id => running.generate(id, [request('a', { max_tokens: 100 })], ignore));
    await running.cancel(2);
    await running.cancel(99);
    expect(await first).toEqual({ failure: { kind: 'cancelled', detail: '' } });
    expect(await second).toEqual({ value: null });
  });

  it('cancels a load', async () => {
    const running = service(reference);
    const load = running.load(1, tinyPath, 'auto', ignore);
    await running.cancel(1);
    expect(await load).toMatchObject({ failure: { kind: 'cancelled' } });
  });

  it('stops its calls before it frees the model', async () => {
    const running = service(reference);
    await running.load(1, tinyPath, 'auto', ignore);
    const call = running.generate(2, [request('a', { max_tokens: 100 })], ignore);
    disposed = 0;
    await running.dispose();
    expect(disposed).toBe(1);
    expect(await call).toMatchObject({ failure: { kind: 'cancelled' } });
  });
});

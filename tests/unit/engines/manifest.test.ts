import { describe, expect, it } from 'vitest';
import { nameWebllmError } from '@/lib/engines/webllm/errors';
import { fetchModelBytes, isModelCached } from '@/lib/engines/webllm/manifest';
import { failureOf, never } from './requests';

const model = 'M-q4f16_1-MLC';
const folder = `https://huggingface.co/mlc-ai/${model}/resolve/main/`;
const manifest = JSON.stringify({
  metadata: {},
  records: [
    { dataPath: 'a.bin', nbytes: 30 },
    { dataPath: 'b.bin', nbytes: 12 },
  ],
});

/** A Cache API that holds these. */
function cachesWith(files: Record<string, string>): CacheStorage {
  const match = async (url: string) => (url in files ? new Response(files[url]) : undefined);
  return { has: async () => true, open: async () => ({ match }), match } as unknown as CacheStorage;
}

describe('whether a model is cached', () => {
  const whole = { [`${folder}tensor-cache.json`]: manifest, [`${folder}a.bin`]: 'a', [`${folder}b.bin`]: 'b' };

  it('is so only where every part is there', async () => {
    expect(await isModelCached(model, cachesWith(whole))).toBe(true);
    const { [`${folder}b.bin`]: _, ...partial } = whole;
    expect(await isModelCached(model, cachesWith(partial))).toBe(false);
    expect(await isModelCached(model, cachesWith({}))).toBe(false);
    expect(await isModelCached(model, cachesWith({ ...whole, [`${folder}tensor-cache.json`]: '{' }))).toBe(false);
    expect(await isModelCached(model, undefined)).toBe(false);
  });
});

describe('the size of a model', () => {
  const outside = (body: string, status = 200) => ({
    caches: cachesWith({}),
    fetch: (async () => new Response(body, { status })) as typeof fetch,
  });

  it('is the sum of its parts, from the hub or from the cache', async () => {
    expect(await fetchModelBytes(model, never, outside(manifest))).toBe(42);
    const offline = {
      caches: cachesWith({ [`${folder}tensor-cache.json`]: manifest }),
      fetch: () => Promise.reject(new Error('offline')),
    };
    expect(await fetchModelBytes(model, never, offline)).toBe(42);
  });

  it('fails by name where the hub is away or answers nonsense', async () => {
    expect((await failureOf(fetchModelBytes(model, never, outside('', 404)))).kind).toBe('download-failed');
    const away = { caches: undefined, fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
    expect((await failureOf(fetchModelBytes(model, never, away))).kind).toBe('download-failed');
    expect((await failureOf(fetchModelBytes(model, never, outside('{"records":[]}')))).kind).toBe('integrity-failed');
    expect((await failureOf(fetchModelBytes(model, never, outside('<html>')))).kind).toBe('integrity-failed');
  });
});

describe("the names of WebLLM's errors", () => {
  it.each([
    ['ShaderF16SupportError: This model requires WebGPU extension shader-f16', 'gpu-feature'],
    ['DeviceLostError: The WebGPU device was lost', 'device-lost'],
    ['ModelNotLoadedError: Model not loaded before trying to complete getMessage', 'device-lost'],
    ['IntegrityError: Integrity verification failed', 'integrity-failed'],
    ['ContextWindowSizeExceededError: Prompt tokens exceed', 'context-exceeded'],
    ['LinkError: WebAssembly.instantiate(): Import #3', 'model-unsupported'],
    ['WebGPUNotAvailableError: WebGPU is not supported', 'webgpu-missing'],
    ['Error: Unable to find a compatible GPU. This issue might be', 'webgpu-missing'],
    ['Error: Cannot initialize runtime because of requested maxBufferSize exceeds limit.', 'gpu-feature'],
    ['TypeError: Failed to fetch', 'download-failed'],
    ["NetworkError: Failed to execute 'add' on 'Cache': Cache.add() encountered a network error", 'download-failed'],
    ['QuotaExceededError: Quota exceeded.', 'too-large'],
    ['OperationError: GPUDevice was lost', 'device-lost'],
    ['whatever', 'unknown'],
  ] as const)('%s', (text, kind) => {
    expect(nameWebllmError(text).kind).toBe(kind);
  });
});

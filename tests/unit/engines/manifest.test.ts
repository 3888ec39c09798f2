import { afterEach, describe, expect, it } from 'vitest';
import { setMirror } from '@/lib/engines/mirror';
import { deleteCompiled, deleteKept, fetchModelBytes, keptOfModel } from '@/lib/engines/webllm/manifest';
import { hubOrigin } from '@/lib/transformer/sources/hub';
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

/** A Cache API that holds these files in `webllm/model`, and others. `cache.add` keeps no size of a body. */
function cachesWith(files: Record<string, string>, others: Record<string, Record<string, string>> = {}) {
  const all = new Map(Object.entries({ 'webllm/model': files, ...others }).map(([name, of]) => [name, { ...of }]));
  const match = async (url: string, inside: Record<string, string>[] = [...all.values()]) => {
    const found = inside.find(of => url in of)?.[url];
    return found === undefined ? undefined : new Response(found);
  };
  const open = async (name: string) => {
    const of = all.get(name) ?? {};
    return {
      keys: async () => Object.keys(of).map(url => ({ url })),
      match: (url: string) => match(url, [of]),
      delete: async (url: string) => delete of[url],
    };
  };
  const caches = { has: async (name: string) => all.has(name), open, match: (url: string) => match(url) };
  return { caches: caches as unknown as CacheStorage, urls: () => [...all.values()].flatMap(of => Object.keys(of)) };
}

const list = `${folder}tensor-cache.json`;
const whole = { [list]: manifest, [`${folder}a.bin`]: 'a', [`${folder}b.bin`]: 'b' };

afterEach(() => setMirror(null));

describe('what is kept of a model', () => {
  const keptOf = (files: Record<string, string>) => keptOfModel(model, cachesWith(files).caches);

  it('is whole only where every part is there, and counted in the bytes of its list', async () => {
    expect(await keptOf(whole)).toEqual({ bytes: 42 + manifest.length, isWhole: true });
    const { [`${folder}b.bin`]: _, ...partial } = whole;
    expect(await keptOf(partial)).toEqual({ bytes: 30 + manifest.length, isWhole: false });
    expect(await keptOf({})).toEqual({ bytes: 0, isWhole: false });
    expect(await keptOf({ 'https://huggingface.co/mlc-ai/other/resolve/main/a.bin': 'a' })).toEqual({
      bytes: 0,
      isWhole: false,
    });
    expect(await keptOfModel(model, undefined)).toEqual({ bytes: 0, isWhole: false });
  });

  it('is told without a list that can be read, so that it can be deleted', async () => {
    expect(await keptOf({ ...whole, [list]: '{' })).toEqual({ bytes: 3, isWhole: false });
    expect(await keptOf({ [`${folder}a.bin`]: 'abcd' })).toEqual({ bytes: 4, isWhole: false });
  });

  it('is what came from where this page gets the model: the library looks a file up by its whole address', async () => {
    const mirror = 'https://room.example/hub/';
    const there = Object.fromEntries(
      Object.entries(whole).map(([url, text]) => [url.replace(hubOrigin + '/', mirror), text]),
    );
    setMirror(mirror);
    expect(await keptOf(there)).toEqual({ bytes: 42 + manifest.length, isWhole: true });
    expect(await keptOf(whole)).toEqual({ bytes: 0, isWhole: false });
    setMirror(null);
    expect(await keptOf(there)).toEqual({ bytes: 0, isWhole: false });
  });

  it('never throws', async () => {
    const broken = { has: () => Promise.reject(new Error('no')) } as unknown as CacheStorage;
    expect(await keptOfModel(model, broken)).toEqual({ bytes: 0, isWhole: false });
  });

  it('is deleted with its lists, of this version of the library and of older ones, and nothing else is', async () => {
    const other = 'https://huggingface.co/mlc-ai/M-q4f32_1-MLC/resolve/main/tensor-cache.json';
    const files = { ...whole, [`${folder}ndarray-cache.json`]: '{}', [`${folder}tokenizer.json`]: '{}', [other]: '{}' };
    const config = { [`${folder}mlc-chat-config.json`]: '{}' };
    const { caches, urls } = cachesWith(files, { 'webllm/config': config, 'another/cache': { [`${folder}x`]: 'x' } });
    await deleteKept(model, caches);
    expect(urls()).toEqual([other, `${folder}x`]);
    expect(await keptOfModel(model, caches)).toEqual({ bytes: 0, isWhole: false });
  });

  it('deletes what a mirror gave, and the compiled model by its name', async () => {
    const there = `https://room.example/hub/mlc-ai/${model}/resolve/main/a.bin`;
    const [compiled, other] = ['https://room.example/hub/libs/a.wasm', 'https://example.org/libs/aa.wasm'];
    const { caches, urls } = cachesWith({ [there]: 'a' }, { 'webllm/wasm': { [compiled]: 'a', [other]: 'b' } });
    await deleteKept(model, caches);
    await deleteCompiled('', caches);
    expect(urls()).toEqual([compiled, other]);
    await deleteCompiled('https://raw.githubusercontent.com/libs/a.wasm', caches);
    expect(urls()).toEqual([other]);
  });
});

describe('the size of a model', () => {
  const outside = (body: string, status = 200) => ({
    caches: cachesWith({}).caches,
    fetch: (async () => new Response(body, { status })) as typeof fetch,
  });

  it('is the sum of its parts, from the hub or from the cache', async () => {
    expect(await fetchModelBytes(model, never, outside(manifest))).toBe(42);
    const offline = {
      caches: cachesWith({ [list]: manifest }).caches,
      fetch: () => Promise.reject(new Error('offline')),
    };
    expect(await fetchModelBytes(model, never, offline)).toBe(42);
  });

  it('fails by name where the hub is away or answers nonsense', async () => {
    for (const status of [404, 429, 503])
      expect(await failureOf(fetchModelBytes(model, never, outside('', status)))).toMatchObject({
        kind: 'download-failed',
        detail: `The hub answered with status ${status}.`,
      });
    const away = { caches: undefined, fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
    expect((await failureOf(fetchModelBytes(model, never, away))).kind).toBe('download-failed');
    expect((await failureOf(fetchModelBytes(model, never, outside('{"records":[]}')))).kind).toBe('integrity-failed');
    expect(await failureOf(fetchModelBytes(model, never, outside('<!DOCTYPE html><p>Log in')))).toMatchObject({
      kind: 'integrity-failed',
      detail: 'tensor-cache.json: the server sent a web page in its place.',
    });
  });
});

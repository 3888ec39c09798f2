import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, it, vi } from 'vitest';
import { models } from '@/lib/engines/models';
import { type Pins, pins, revisionOf, withPins } from '@/lib/engines/webllm/pins';
import { never } from './requests';

const id = 'SmolLM2-360M-Instruct-q4f16_1-MLC';
const revision = 'a'.repeat(40);
const libraryRevision = 'b'.repeat(40);
const integrity = { config: 'sha256-AAAA', model_lib: 'sha256-BBBB', tokenizer: { 'tokenizer.json': 'sha256-CCCC' } };
const pinned: Pins = { [id]: { revision, libraryRevision, integrity } };
const records = prebuiltAppConfig.model_list;
const recordOf = (list: typeof records) => list.find(({ model_id }) => model_id === id);

describe('the pin of a WebLLM build', () => {
  it('fixes the revision of its files and of its compiled model, and gives the library its hashes', () => {
    const record = recordOf(withPins(records, pinned));
    expect(record?.model).toBe(`https://huggingface.co/mlc-ai/${id}/resolve/${revision}/`);
    expect(record?.model_lib).toContain(`/mlc-ai/binary-mlc-llm-libs/${libraryRevision}/web-llm-models/`);
    expect(record?.integrity).toEqual({ ...integrity, onFailure: 'error' });
    expect(record?.overrides).toEqual(recordOf(records)?.overrides);
  });

  it('changes no other build', () => {
    const others = (list: typeof records) => list.filter(({ model_id }) => model_id !== id);
    expect(others(withPins(records, pinned))).toEqual(others(records));
    expect([revisionOf(id, pinned), revisionOf('other', pinned)]).toEqual([revision, 'main']);
  });

  it('is followed by what reads the list of shards', async () => {
    vi.resetModules();
    vi.doMock('@/lib/engines/webllm/pins', () => ({ revisionOf: () => revision }));
    const { fetchModelBytes } = await import('@/lib/engines/webllm/manifest');
    const asked: string[] = [];
    const get = (async (url: string) => {
      asked.push(url);
      return Response.json({ records: [{ dataPath: 'a.bin', nbytes: 7 }] });
    }) as typeof fetch;
    expect(await fetchModelBytes(id, never, { fetch: get, caches: undefined })).toBe(7);
    expect(asked).toEqual([`https://huggingface.co/mlc-ai/${id}/resolve/${revision}/tensor-cache.json`]);
    vi.doUnmock('@/lib/engines/webllm/pins');
  });

  it('names a build of the catalogue, whole commits and hashes of the right form', () => {
    const known = models.flatMap(({ webllm }) => (webllm ? [webllm.f16.id, webllm.f32.id] : []));
    const check = (list: Pins) => {
      for (const [build, { revision: commit, libraryRevision: library, integrity: hashes }] of Object.entries(list)) {
        expect(known).toContain(build);
        for (const text of [commit, library ?? commit]) expect(text).toMatch(/^[0-9a-f]{40}$/);
        for (const hash of [hashes?.config, hashes?.model_lib, ...Object.values(hashes?.tokenizer ?? {})])
          expect(hash ?? 'sha256-').toMatch(/^sha(256|384|512)-/);
      }
    };
    check(pins);
    check(pinned);
    expect(() => check({ [id]: { revision: 'main' } })).toThrow();
  });
});

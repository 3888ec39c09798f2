import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelChoice } from '@/components/workbench/model/model-choice';
import { findModel } from '@/lib/engines/models';
import { deleteModel, listChoices } from '@/lib/engines/picker';
import { createWebllmEngine } from '@/lib/engines/webllm';
import { nameWebllmError } from '@/lib/engines/webllm/errors';
import { browserLibrary } from '@/lib/engines/webllm/library';
import { keptOfModel } from '@/lib/engines/webllm/manifest';
import { deleteWebPages } from '@/lib/engines/webllm/web-pages';
import { act, render, until } from '../support/render';
import { strongMachine } from '../unit/engines/fake-webllm';

// The cache of a real browser, filled as the library fills it.
const title = 'SmolLM2 360M';
const model = 'SmolLM2-360M-Instruct-q4f32_1-MLC';
const folder = `https://huggingface.co/mlc-ai/${model}/resolve/main/`;
const names = ['webllm/model', 'webllm/config', 'webllm/wasm'];
const list = {
  records: [
    { dataPath: 'params_shard_0.bin', nbytes: 3_000_000 },
    { dataPath: 'params_shard_1.bin', nbytes: 2_000_000 },
  ],
};

async function keep(name: string, file: string, body: string | Uint8Array<ArrayBuffer>) {
  await (await caches.open(name)).put(folder + file, new Response(body));
}

/** A download that ended after the first of two parts. */
async function keepPart() {
  await keep('webllm/config', 'mlc-chat-config.json', '{}');
  await keep('webllm/model', 'tensor-cache.json', JSON.stringify(list));
  await keep('webllm/model', 'ndarray-cache.json', '{}');
  await keep('webllm/model', 'params_shard_0.bin', new Uint8Array(3_000_000));
}

const urls = async () => {
  const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
  return kept.flat().map(({ url }) => url);
};

const empty = async () => void (await Promise.all(names.map(name => caches.delete(name))));
beforeEach(empty);
afterEach(empty);

describe('the cache of WebLLM', () => {
  it('tells a part from a whole, and deletes every file of either', async () => {
    expect(await keptOfModel(model)).toEqual({ bytes: 0, isWhole: false });
    await keepPart();
    const { bytes, isWhole } = await keptOfModel(model);
    expect([Math.floor(bytes / 1e6), isWhole]).toEqual([3, false]);
    await keep('webllm/model', 'params_shard_1.bin', new Uint8Array(2_000_000));
    expect((await keptOfModel(model)).isWhole).toBe(true);
    await deleteModel({ engine: 'webllm', model });
    expect(await urls()).toEqual([]);
  });

  it('tells, for the record of a run, where a model came from and what it is', async () => {
    const { model_files, compiled_model, ...before } = await browserLibrary.origin(model);
    expect(model_files).toBe(folder);
    expect(compiled_model).toMatch(/^https:\/\/raw\.githubusercontent\.com\/mlc-ai\/.*SmolLM2-360M.*q4f32_1.*\.wasm$/);
    expect(before).toEqual({});
    await keepPart();
    await (await caches.open('webllm/wasm')).put(compiled_model ?? '', new Response('abc'));
    const first = await browserLibrary.origin(model);
    // FIPS 180-2, the example of SHA-256.
    expect(first.compiled_model_sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    await keep('webllm/model', 'tensor-cache.json', JSON.stringify({ ...list, metadata: { revised: true } }));
    const second = await browserLibrary.origin(model);
    expect(second).toEqual({ ...first, model_list_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(second.model_list_sha256).not.toBe(first.model_list_sha256);
  });

  it.each([
    ['webllm/config', 'mlc-chat-config.json', folder],
    ['webllm/model', 'tensor-cache.json', folder],
    ['webllm/model', 'params_shard_0.bin', folder],
    ['webllm/wasm', 'model-webgpu.wasm', 'https://raw.githubusercontent.com/mlc-ai/'],
  ])('finds a web page in place of a file of %s, and deletes it alone', async (name, file, place) => {
    await keepPart();
    await (await caches.open('webllm/wasm')).put('https://raw.githubusercontent.com/m.wasm', new Response('\0asm'));
    const before = await urls();
    await (await caches.open(name)).put(place + file, new Response('\n<!DOCTYPE html><title>Log in</title>'));
    expect(await deleteWebPages(model)).toEqual([file]);
    expect((await urls()).sort()).toEqual(before.filter(url => url !== place + file).sort());
    expect(await deleteWebPages(model)).toEqual([]);
  });

  it('does not take the files of another model for its own', async () => {
    const other = folder.replace('360M', '135M');
    await (await caches.open('webllm/config')).put(`${other}mlc-chat-config.json`, new Response('<html>'));
    expect(await deleteWebPages(model)).toEqual([]);
    expect(await urls()).toHaveLength(1);
  });

  it.each([
    ['webllm/config', 'mlc-chat-config.json'],
    ['webllm/wasm', 'SmolLM2-360M-Instruct-q4f32_1-ctx4k_cs1k-webgpu.wasm'],
  ])('with a web page in %s fails by name, with the real worker, and the page is gone', async (name, file) => {
    const library = { ...browserLibrary, modelBytes: async () => 1_000, probe: async () => strongMachine };
    const { prebuiltAppConfig } = await import('@mlc-ai/web-llm');
    const record = prebuiltAppConfig.model_list.find(({ model_id }) => model_id === model);
    if (!record) throw new Error('no such record');
    await keep('webllm/config', 'mlc-chat-config.json', '{}');
    const address = name === 'webllm/wasm' ? record.model_lib : folder + file;
    await (await caches.open(name)).put(address, new Response('<!DOCTYPE html><title>Log in</title>'));
    const engine = createWebllmEngine({ model, library });
    await expect(engine.load(() => {}, new AbortController().signal)).rejects.toMatchObject({
      kind: 'integrity-failed',
      detail: `${address.replace(/^.*\//, '')}: the server sent a web page in its place.`,
    });
    expect(await urls()).not.toContain(address);
    await engine.dispose();
  });

  it('names a part that a server does not give: a failed download', async () => {
    const cache = await caches.open('webllm/model');
    const error: unknown = await cache.add('/there-is-no-such-part-404.bin').catch((thrown: unknown) => thrown);
    // As the worker sends it.
    expect(nameWebllmError(String(error)).kind).toBe('download-failed');
  });
});

describe('the row of a model', () => {
  it('says how much of a download is kept, and deletes it', async () => {
    await keepPart();
    const machine = { ...strongMachine, adapter: { ...strongMachine.adapter!, f16: false } };
    const choices = await listChoices({}, { ...browserLibrary, probe: async () => machine });
    const choice = choices.find(({ id }) => id === model);
    if (!choice) throw new Error('no such row');
    const nothing = () => undefined;
    const remove = () => deleteModel({ engine: 'webllm', model });
    await render(
      <ul>
        <ModelChoice choice={choice} isCurrent={false} onChoose={nothing} onDelete={remove} />
      </ul>,
    );
    const total = Math.round((findModel({ engine: 'webllm', model })?.webllm?.f32.downloadBytes ?? 0) / 1e6);
    expect(document.body.textContent).toContain(`3 MB of ${total} MB kept`);
    const bin = document.querySelector<HTMLButtonElement>(`[aria-label="Delete the files of ${title} of WebLLM"]`);
    act(() => bin?.click());
    await until(() => bin?.disabled === false);
    expect(await urls()).toEqual([]);
  });
});

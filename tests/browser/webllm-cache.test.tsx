import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelChoice } from '@/components/workbench/model/model-choice';
import { findModel } from '@/lib/engines/models';
import { deleteModel, listChoices } from '@/lib/engines/picker';
import { nameWebllmError } from '@/lib/engines/webllm/errors';
import { browserLibrary } from '@/lib/engines/webllm/library';
import { keptOfModel } from '@/lib/engines/webllm/manifest';
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
    const choices = await listChoices(undefined, { ...browserLibrary, probe: async () => machine });
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

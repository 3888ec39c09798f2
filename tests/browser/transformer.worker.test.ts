import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ChatDelta, ChatRequest, Engine, Progress } from '@/lib/engines/contract';
import type { TransformerConnection } from '@/lib/engines/embedded';
import { createEmbeddedEngine } from '@/lib/engines/embedded';
import { connectWorker, createBrowserEmbeddedEngine } from '@/lib/engines/embedded-browser';
import type { BackendChoice } from '@/lib/transformer/backends/choose';

/** The real worker in a real browser, on the tiny random model of `training/fixture.py`. */

const folderUrl = new URL('../fixtures/tiny-llama/', import.meta.url).href;
const workerUrl = new URL('../../workers/transformer.worker.ts', import.meta.url);
const never = new AbortController().signal;

let engine: Engine;
afterEach(() => engine.dispose());

const request = (changes: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: 'user', content: 'hello 12' }],
  max_tokens: 20,
  temperature: 1,
  top_p: 0.9,
  seed: 3,
  stop: [],
  logprobs: true,
  ...changes,
});

async function read(deltas: AsyncIterable<ChatDelta>) {
  const answer = { text: '', logprobs: 0, end: undefined as ChatDelta['end'] };
  for await (const { text, logprobs, end } of deltas) {
    answer.text += text;
    answer.logprobs += logprobs?.length ?? 0;
    answer.end = end;
  }
  return answer;
}

/** Keeps the worker and the connection at hand, to harm them. */
function exposed(backend: BackendChoice = 'auto', url: URL = workerUrl) {
  const started: { worker: Worker; connection: TransformerConnection }[] = [];
  engine = createEmbeddedEngine({
    model: 'tiny',
    folderUrl,
    backend,
    connect(onDeath) {
      const worker = new Worker(url, { type: 'module' });
      const connection = connectWorker(worker, onDeath);
      started.push({ worker, connection });
      return connection;
    },
  });
  return started;
}

/** A call that takes a while: many long batches, one after another. */
async function busy(signal: AbortSignal): Promise<void> {
  for (;;) {
    const batch = Array.from({ length: 32 }, (_, seed) => request({ max_tokens: 140, seed }));
    for await (const _ of engine.completeBatch!(batch, signal));
  }
}
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

describe('the transformer worker', () => {
  it.each<[BackendChoice, string]>([
    ['auto', 'wasm-int8'],
    ['wasm-f32', 'wasm-f32'],
    ['reference', 'reference'],
    ['webgpu-int8', 'webgpu-int8'],
  ])(
    'loads a folder over HTTP (%s) and streams an answer',
    async (backend, expected) => {
      engine = createBrowserEmbeddedEngine({ model: 'tiny', folderUrl, backend });
      const seen: Progress[] = [];
      await engine.load(progress => seen.push(progress), never);
      expect(seen.map(({ phase }) => phase)).toContain('downloading');
      expect(engine.environment.backend).toBe(expected);
      expect(engine.can.context).toBe(160);
      const answer = await read(engine.complete(request(), never));
      expect(answer.end!.usage.completion_tokens).toBeGreaterThan(0);
      expect(answer.text.length).toBeGreaterThan(0);
      expect(answer.logprobs).toBeGreaterThan(0);
      expect(await read(engine.complete(request(), never))).toMatchObject({ text: answer.text }); // the seed decides
    },
    60_000,
  );

  it('looks inside and embeds between the passes of an answer', async () => {
    engine = createBrowserEmbeddedEngine({ model: 'tiny', folderUrl });
    const answering = read(engine.complete(request({ max_tokens: 140 }), never));
    const question = { text: 'hello 12', attention: [{ layer: 1 }], perplexity: true, top: 3 };
    const { tokens, attention, perplexity, top } = await engine.inspect!(question, never);
    expect(attention!.map(rows => rows.length)).toEqual(Array(4).fill(tokens.length));
    expect(attention![0]!.at(-1)).toBeInstanceOf(Float32Array);
    expect(perplexity).toBeGreaterThan(1);
    expect(top![0]).toHaveLength(3);
    const [a, b] = await engine.embed!(['hello', '12'], never);
    expect(a!.length).toBe(b!.length);
    expect((await answering).end).toBeDefined();
  });

  it('does not disturb another that is loaded at the same time', async () => {
    engine = createBrowserEmbeddedEngine({ model: 'tiny', folderUrl, backend: 'wasm-int8' });
    const other = createBrowserEmbeddedEngine({ model: 'tiny', folderUrl, backend: 'wasm-f32' });
    const ask = (one: Engine) => read(one.complete(request({ max_tokens: 60 }), never));
    const alone = [await ask(engine), await ask(other)];
    const together = await Promise.all([ask(engine), ask(other), ask(engine), ask(other)]);
    expect(together.map(({ text }) => text)).toEqual([0, 1, 0, 1].map(which => alone[which]!.text));
    await other.dispose();
    expect((await ask(engine)).text).toBe(alone[0]!.text);
  });

  it('hears a cancel while it computes, and answers the next call', async () => {
    const started = exposed('reference');
    await engine.load(() => {}, never);
    const { service } = started[0]!.connection;
    const batch = Array.from({ length: 32 }, (_, seed) => request({ max_tokens: 140, seed }));
    let heard = () => {};
    const firstPiece = new Promise<void>(resolve => (heard = resolve));
    const calls = [901, 902, 903].map(id => service.generate(id, batch, () => heard()));
    await firstPiece;
    for (const id of [901, 902, 903]) await service.cancel(id);
    // The worker's own answers: one that is deaf while it computes would give values.
    for (const call of calls) expect(await call).toMatchObject({ failure: { kind: 'cancelled' } });
    expect((await read(engine.complete(request({ max_tokens: 1 }), never))).end).toBeDefined();
  });

  it('rejects a cancelled answer', async () => {
    engine = createBrowserEmbeddedEngine({ model: 'tiny', folderUrl });
    await engine.load(() => {}, never);
    const controller = new AbortController();
    const call = busy(controller.signal);
    await pause(60);
    controller.abort();
    await expect(call).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('is missed when it is terminated in the middle of a call, and started anew', async () => {
    const started = exposed();
    await engine.load(() => {}, never);
    const call = busy(never);
    await pause(30);
    started[0]!.connection.terminate();
    await expect(call).rejects.toMatchObject({ kind: 'worker-died' });
    expect((await read(engine.complete(request(), never))).end).toBeDefined();
    expect(started).toHaveLength(2);
  });

  it('is missed when it breaks down in the middle of a call, and started anew', async () => {
    const started = exposed();
    await engine.load(() => {}, never);
    const call = busy(never);
    // A message that no Comlink sends: reading it throws in the worker, outside of any call.
    started[0]!.worker.postMessage({ id: 'x', type: 'APPLY', argumentList: [null] });
    await expect(call).rejects.toMatchObject({ kind: 'worker-died', detail: expect.stringMatching(/TypeError/) });
    await engine.load(() => {}, never);
    expect(started).toHaveLength(2);
  });

  it('asks the browser to keep a model of another server, and waits for no answer', async () => {
    const persist = vi.spyOn(navigator.storage, 'persist').mockReturnValue(new Promise(() => {}));
    engine = createBrowserEmbeddedEngine({ model: 'tiny', folderUrl });
    await engine.load(() => {}, never);
    await engine.dispose();
    expect(persist).not.toHaveBeenCalled();
    // A server that nobody runs.
    const far = 'https://127.0.0.1:9/far/';
    engine = createBrowserEmbeddedEngine({ model: far, folderUrl: far });
    const stop = new AbortController();
    const load = engine.load(() => {}, stop.signal);
    const stopped = expect(load).rejects.toMatchObject({ kind: 'cancelled' });
    await expect.poll(() => persist.mock.calls.length).toBe(1);
    stop.abort();
    await stopped;
    persist.mockRestore();
  });

  it('is reported if it cannot be started at all', async () => {
    exposed('auto', new URL('./no-such-worker.js', import.meta.url));
    await expect(engine.load(() => {}, never)).rejects.toMatchObject({ kind: 'script-lost' });
  });

  it('passes a failure on under its name', async () => {
    engine = createBrowserEmbeddedEngine({ model: 'tiny', folderUrl: `${folderUrl}nowhere/` });
    await expect(engine.load(() => {}, never)).rejects.toMatchObject({
      kind: 'model-file',
      detail: expect.stringMatching(/config\.json/),
    });
  });
});

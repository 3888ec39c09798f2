import { afterEach, describe, expect, it } from 'vitest';
import type { ChatRequest, Engine } from '@/lib/engines/contract';
import { createEmbeddedEngine } from '@/lib/engines/embedded';
import { connectWorker } from '@/lib/engines/embedded-browser';
import { createDispatcher, type RawAnswer } from '@/lib/experiment/dispatch';
import definition from '../fixtures/tiny-llama/tokenizer.json';
import settings from '../fixtures/tiny-llama/tokenizer_config.json';

/** Workers that die, hang or loop, in a real browser; a beat comes when the page says so. */

const folderUrl = new URL('../fixtures/tiny-llama/', import.meta.url).href;
const never = new AbortController().signal;
const real = () => new Worker(new URL('../../workers/transformer.worker.ts', import.meta.url), { type: 'module' });
const looping = () => new Worker(new URL('../support/looping.worker.ts', import.meta.url), { type: 'module' });
const ofSource = (source: string) => () => new Worker(URL.createObjectURL(new Blob([source])));
/** With another text of one file of the folder. */
const withFile = (name: string, text: string) => () =>
  new Worker(new URL('../support/changed-folder.worker.ts', import.meta.url), {
    type: 'module',
    name: JSON.stringify({ [name]: text }),
  });
const throwing = ofSource('throw new Error("no such feature")');
const silent = ofSource('');

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'hello' }],
  max_tokens: 4,
  temperature: 0,
  top_p: 1,
  seed: 1,
  stop: [],
  logprobs: false,
};

let engine: Engine;
afterEach(() => engine.dispose());

/** An engine whose workers are started by these functions, one after the other. `pass` lets beats pass until it is told to stop. */
function engineOf(...starts: (() => Worker)[]) {
  const ticks = new Set<() => void>();
  let started = 0;
  engine = createEmbeddedEngine({
    model: 'tiny',
    folderUrl,
    backend: 'reference',
    connect: onDeath => connectWorker((starts[started++] ?? real)(), onDeath),
    beat(tick) {
      ticks.add(tick);
      return () => void ticks.delete(tick);
    },
  });
  return {
    started: () => started,
    /** Every worker is given a turn to answer before the next beat. */
    async beatUntil(isOver: () => boolean) {
      while (!isOver()) {
        for (const tick of [...ticks]) tick();
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    },
    isBeating: () => ticks.size > 0,
  };
}

/** Sends one call as a run does. */
function send(content = 'hello') {
  const dispatcher = createDispatcher(engine, { ready: () => engine.load(() => {}, never), signal: never });
  let answer: RawAnswer | undefined;
  const sent = dispatcher.send({
    request: { ...request, messages: [{ role: 'user', content }] },
    order: 0,
    onStart() {},
    onText() {},
    record: async raw => void (answer = raw),
  });
  return sent.then(
    () => answer?.finish_reason,
    (failure: unknown) => failure,
  );
}

describe('a worker of the transformer', () => {
  it('that throws before it begins fails by name, and the next load starts another', async () => {
    const { started } = engineOf(throwing);
    await expect(engine.load(() => {}, never)).rejects.toMatchObject({
      kind: 'worker-died',
      detail: expect.stringContaining('no such feature'),
    });
    await engine.load(() => {}, never);
    expect(started()).toBe(2);
  });

  it('that never answers is ended, and the next load starts another', async () => {
    const { started, beatUntil } = engineOf(silent);
    let failure: unknown;
    const loading = engine.load(() => {}, never).catch((error: unknown) => (failure = error));
    await beatUntil(() => failure !== undefined);
    await loading;
    expect(failure).toMatchObject({ kind: 'worker-died' });
    await engine.load(() => {}, never);
    expect(started()).toBe(2);
  });

  it('that loops is ended, and its call is sent again to another', async () => {
    const { started, beatUntil, isBeating } = engineOf(looping);
    let ended: unknown;
    void send().then(end => (ended = end));
    await beatUntil(() => started() === 2);
    // The second one answers in its own time.
    await expect.poll(() => ended).toMatch(/^(stop|length)$/);
    // The call ends a moment after its last piece.
    await expect.poll(isBeating).toBe(false);
  });

  it('that loops again and again ends the call by name', async () => {
    const { started, beatUntil } = engineOf(looping, looping, looping);
    let ended: unknown;
    void send().then(end => (ended = end));
    await beatUntil(() => ended !== undefined);
    expect(ended).toMatchObject({ kind: 'worker-died' });
    expect(started()).toBe(2);
  });

  it('that loops when it is stopped is not met again', async () => {
    const { started, beatUntil, isBeating } = engineOf(looping);
    await engine.load(() => {}, never);
    const stop = new AbortController();
    const answering = (async () => {
      for await (const _ of engine.complete(request, stop.signal));
    })();
    await expect.poll(isBeating).toBe(true);
    stop.abort();
    await expect(answering).rejects.toMatchObject({ kind: 'cancelled' });
    await beatUntil(() => !isBeating());
    expect(await send()).toMatch(/^(stop|length)$/);
    expect(started()).toBe(2);
  });

  it('whose chat template does not come to an end says so, and lives', async () => {
    const chat_template = '{% for a in range(99999) %}{% for b in range(99999) %}{{ a * b }}{% endfor %}{% endfor %}';
    const { started } = engineOf(withFile('tokenizer_config.json', JSON.stringify({ ...settings, chat_template })));
    for (let call = 0; call < 2; call++)
      expect(await send()).toMatchObject({
        kind: 'model-file',
        detail: expect.stringMatching(/^tokenizer_config\.json: chat_template: It does not come to an end/),
      });
    expect(started()).toBe(1);
  });

  it('whose tokenizer loops is ended by name', async () => {
    // Tries every way to cut a row of letters before it sees that the text goes on.
    const pre_tokenizer = { type: 'Split', pattern: { Regex: '(l+|ll)+$' }, behavior: 'Isolated', invert: false };
    const start = withFile('tokenizer.json', JSON.stringify({ ...definition, pre_tokenizer }));
    const { started, beatUntil } = engineOf(start, start);
    await engine.load(() => {}, never);
    let ended: unknown;
    void send(`${'l'.repeat(200)}.`).then(end => (ended = end));
    await beatUntil(() => ended !== undefined);
    expect(ended).toMatchObject({ kind: 'worker-died' });
    expect(started()).toBe(2);
  });
});

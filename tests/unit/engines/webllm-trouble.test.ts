import { describe, expect, it } from 'vitest';
import type { ChatRequest, Progress } from '@/lib/engines/contract';
import { deleteModel } from '@/lib/engines/picker';
import { createWebllmEngine, type WebllmOptions } from '@/lib/engines/webllm';
import type { MlcChunk, MlcRequest } from '@/lib/engines/webllm/library';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { solveSum, sumExperiment, sums } from '../experiment/sums';
import { ending, type FakeScript, fakeWebllm, piece, say } from './fake-webllm';
import { ask, collect, failureOf, never } from './requests';

const model = 'SmolLM2-360M-Instruct-q4f16_1-MLC';

function engineFor(script: FakeScript = {}, options: Partial<WebllmOptions> = {}) {
  const fake = fakeWebllm(script);
  return { ...fake, engine: createWebllmEngine({ model, library: fake.library, retry_ms: 1, ...options }) };
}

async function* hang(): AsyncGenerator<MlcChunk> {
  await new Promise(() => {});
  yield piece('never');
}

const solve = (request: MlcRequest) => say(solveSum(request as unknown as ChatRequest));

/** A whole run on a fake library, and what its page hears. */
async function run(script: FakeScript, options: Partial<WebllmOptions> = {}, stop = new AbortController()) {
  const { engine, workers } = engineFor(script, options);
  const events: RunEvent[] = [];
  const outcome = await runExperiment({
    panel: sums,
    experiment: sumExperiment({ problems: 2 }),
    openEngine: async () => engine,
    journal: createJournal(),
    signal: stop.signal,
    onEvent: event => void events.push(event),
  });
  return { ...outcome, workers, events, types: events.map(({ type }) => type) };
}

const callsOfARun = 6;

// What a call ends in after the GPU process was killed or the device destroyed.
const losses = [
  'Error: A valid external Instance reference no longer exists.',
  "AbortError: Failed to execute 'mapAsync' on 'GPUBuffer': A valid external Instance reference no longer exists.",
  'Error: Module has already been disposed',
  'ModelNotLoadedError: Model not loaded before trying to complete ChatCompletionRequest.',
  '[object Object]',
];

describe('a run whose GPU is lost', () => {
  it.each(losses)('goes on with a new worker, as if nothing had been: %s', async loss => {
    const whole = await run({ answer: solve });
    const cut = await run({
      async *answer(request, nth, worker) {
        // From the third call on, the first worker answers nothing more.
        if (worker > 1 || nth < 3) return yield* solve(request);
        yield piece('1');
        throw loss;
      },
    });
    expect(cut).toMatchObject({ status: 'finished', results: whole.results });
    expect(cut.workers.map(worker => worker.terminated)).toEqual([true, false]);
    // The lost call is sent again, the answered ones are not.
    expect(cut.workers.map(worker => worker.requests.length)).toEqual([3, callsOfARun - 2]);
    expect(cut.types.filter(type => type === 'engine-lost')).toHaveLength(1);
  });

  it('shows the second load as it shows the first', async () => {
    const { events, types } = await run({
      reload: async (_, report) => {
        report({ progress: 0.5, text: 'Loading model from cache[1/2]: 1MB loaded.' });
        report({ progress: 1, text: 'Loading GPU shader modules[4/4]: 100% completed' });
      },
      answer: (request, _, worker) => {
        if (worker === 1) throw losses[0];
        return solve(request);
      },
    });
    const phases = (part: RunEvent[]) => part.flatMap(event => (event.type === 'load' ? [event.progress.phase] : []));
    const lost = types.indexOf('engine-lost');
    expect(phases(events.slice(0, lost))).toEqual(['checking', 'loading', 'compiling']);
    expect(phases(events.slice(lost))).toEqual(['checking', 'loading', 'compiling']);
    // All of it before the call is said to be under way again.
    const again = types.indexOf('call-started', lost);
    expect(types.lastIndexOf('load')).toBeLessThan(again);
  });

  it('stops by that name after three losses of one call, and leaves no unit as finished', async () => {
    const { status, failure, results, workers } = await run({
      answer: () => {
        throw losses[0];
      },
    });
    expect([status, failure?.kind, results]).toEqual(['stopped', 'device-lost', []]);
    expect(workers.map(worker => worker.terminated)).toEqual([true, true, true]);
  });

  it.each([
    'Uncaught Error: A valid external Instance reference no longer exists.',
    // What our worker reports of its device: the library itself leaves the prompt unanswered.
    'Uncaught Error: The GPUDevice was lost. Device was destroyed.',
  ])('also goes on where the loss comes as an uncaught error of the worker: %s', async message => {
    const { engine, workers } = engineFor({ answer: hang });
    const call = failureOf(collect(engine.complete(ask('x'), never)));
    await expect.poll(() => workers[0]?.requests.length).toBe(1);
    workers[0]?.die(message);
    expect((await call).kind).toBe('device-lost');
  });

  it('is stopped, and not lost, where the user stopped it', async () => {
    const stop = new AbortController();
    const { status, failure, types } = await run(
      {
        async *answer() {
          yield piece('1');
          stop.abort();
          throw losses[1];
        },
      },
      {},
      stop,
    );
    expect([status, failure]).toEqual(['stopped', undefined]);
    expect(types).not.toContain('engine-lost');
  });
});

describe('a model of which a file is a web page', () => {
  it.each([
    ['the settings', 'mlc-chat-config.json', 'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON'],
    ['the list of parts', 'tensor-cache.json', 'SyntaxError: Unexpected token \'<\', "<html>"... is not valid JSON'],
    ['the compiled model', 'model.wasm', 'CompileError: WebAssembly.instantiate(): expected magic word 00 61 73 6d'],
    ['the tokenizer', 'tokenizer.json', 'RuntimeError: unreachable'],
    ['the weights', 'params_shard_0.bin', 'RangeError: Offset is outside the bounds of the DataView'],
  ])('is refused by the name of the file where that is %s, and loads the next time', async (_, file, error) => {
    const reload = (nth: number) => (nth === 1 ? Promise.reject(error) : Promise.resolve());
    const { engine, workers } = engineFor({ reload, pages: [file] });
    expect(await failureOf(engine.load(() => {}, never))).toMatchObject({
      kind: 'integrity-failed',
      detail: `${file}: the server sent a web page in its place.`,
    });
    expect(workers.map(worker => worker.terminated)).toEqual([true]);
    await engine.load(() => {}, never);
  });
});

describe('a run whose model is taken away', () => {
  it('stops and can be resumed, although nobody pressed Stop', async () => {
    const { library, deleted } = fakeWebllm();
    const { status, failure, results } = await run({
      async *answer() {
        yield piece('1');
        await deleteModel({ engine: 'webllm', model }, library);
        yield* hang();
      },
    });
    expect([status, failure?.kind, results, deleted]).toEqual(['stopped', 'model-unloaded', [], [model]]);
  });
});

describe('a WebLLM worker in trouble', () => {
  it('is replaced when the device was lost in the middle of an answer; the engine itself repeats nothing', async () => {
    const { engine, workers } = engineFor({
      async *answer(_, nth) {
        yield piece('half');
        if (nth === 1) throw losses[3];
        yield ending();
      },
    });
    expect((await failureOf(collect(engine.complete(ask('x'), never)))).kind).toBe('device-lost');
    expect(workers.map(worker => worker.requests.length)).toEqual([1]);
    expect((await collect(engine.complete(ask('x'), never))).text).toBe('half');
    expect(workers.map(worker => worker.terminated)).toEqual([true, false]);
  });

  it('leaves nothing pending when it dies while it answers', async () => {
    const { engine, workers } = engineFor({
      async *answer(_, nth) {
        yield piece('half');
        if (nth === 1) yield* hang();
        yield ending();
      },
    });
    const call = engine.complete(ask('x'), never)[Symbol.asyncIterator]();
    expect((await call.next()).value).toEqual({ text: 'half' });
    const next = failureOf(call.next());
    workers[0]?.die('');
    expect((await next).kind).toBe('worker-died');
    expect((await collect(engine.complete(ask('x'), never))).text).toBe('half');
  });

  it.each([
    ['reading the prompt', 0],
    ['answering', 1],
  ])('is ended and replaced when it falls silent while %s', async (doing, words) => {
    const { engine, workers } = engineFor(
      {
        async *answer(_, nth) {
          if (nth > 1) return yield* say('ok');
          if (words > 0) yield piece('a');
          yield* hang();
        },
      },
      { timeouts: { first_token: 30, next_token: 30 } },
    );
    const seen: Progress[] = [];
    await engine.load(progress => seen.push(progress), never);
    const failure = await failureOf(collect(engine.complete(ask('x'), never)));
    expect(failure).toMatchObject({ kind: 'timed-out', detail: expect.stringContaining('for 0.03 s while ') });
    if (words > 0) expect(failure.detail).toContain(doing);
    expect(workers[0]?.terminated).toBe(true);
    // The next call loads the model again, which is shown to whoever loaded it before.
    const before = seen.length;
    expect((await collect(engine.complete(ask('y'), never))).text).toBe('ok');
    expect(seen.slice(before).map(({ phase }) => phase)).toEqual(['checking']);
    expect(workers.map(worker => worker.terminated)).toEqual([true, false]);
  });

  it.each([
    ['an error that nobody knows', 'SomethingNewError: never seen before', 'unknown'],
    ['a call that ran out of memory', 'RangeError: Array buffer allocation failed', 'too-large'],
  ])('is replaced after %s', async (_, error, kind) => {
    const { engine, workers } = engineFor({
      answer: (_, nth) => {
        if (nth === 1) throw error;
        return say('ok');
      },
    });
    const failure = await failureOf(collect(engine.complete(ask('x'), never)));
    expect(failure).toMatchObject({ kind, detail: error.split(': ')[1] });
    expect((await collect(engine.complete(ask('x'), never))).text).toBe('ok');
    expect(workers.map(worker => worker.terminated)).toEqual([true, false]);
  });

  it.each([
    ['an abort that nobody asked for', 'abort', 'abort'],
    ['a reason that is not known', 'tool_calls', 'tool_calls'],
    ['no reason at all', null, 'no finish_reason'],
  ])('is replaced after an answer that ends with %s, which is no answer', async (_, reason, told) => {
    const { engine, workers } = engineFor({
      async *answer(_, nth) {
        yield piece('half');
        if (nth > 1) yield ending();
        else if (reason) yield ending(reason);
      },
    });
    expect(await failureOf(collect(engine.complete(ask('x'), never)))).toMatchObject({
      kind: 'worker-died',
      detail: expect.stringContaining(told),
    });
    expect((await collect(engine.complete(ask('x'), never))).text).toBe('half');
    expect(workers.map(worker => worker.terminated)).toEqual([true, false]);
  });

  it('is kept when a prompt is too long', async () => {
    const { engine, workers } = engineFor({
      answer: (_, nth) => {
        if (nth === 1) throw 'ContextWindowSizeExceededError: Prompt tokens exceed context window size.';
        return say('ok');
      },
    });
    expect((await failureOf(collect(engine.complete(ask('x'), never)))).kind).toBe('context-exceeded');
    expect((await collect(engine.complete(ask('x'), never))).text).toBe('ok');
    expect(workers).toHaveLength(1);
  });
});

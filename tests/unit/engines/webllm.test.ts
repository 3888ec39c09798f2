import { describe, expect, it } from 'vitest';
import { Failure, failures } from '@/lib/core/failure';
import type { Progress } from '@/lib/engines/contract';
import { deleteModel } from '@/lib/engines/picker';
import { createWebllmEngine, type WebllmOptions } from '@/lib/engines/webllm';
import type { Probe } from '@/lib/engines/webllm/fit';
import type { MlcChunk } from '@/lib/engines/webllm/library';
import { ending, type FakeScript, fakeWebllm, piece, say, strongMachine, usage } from './fake-webllm';
import { wait } from './protocol-server';
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

describe('a WebLLM model', () => {
  it('streams an answer with its tokens and times, and records on what', async () => {
    const { engine, workers } = engineFor({ answer: () => say('4', '2') });
    const { text, end } = await collect(engine.complete(ask('6*7', { stop: ['\n'] }), never));
    expect(text).toBe('42');
    expect(end).toMatchObject({ finish_reason: 'stop', usage: { prompt_tokens: 5, completion_tokens: 2 } });
    expect(workers[0]?.requests[0]).toMatchObject({
      stream: true,
      seed: 1,
      temperature: 0,
      stop: ['\n'],
      repetition_penalty: 1,
    });
    expect(engine.environment).toMatchObject({
      library: '@mlc-ai/web-llm 0.2.86',
      adapter: 'test gpu',
      backend: 'webgpu',
      model_files: `https://hub.example/${model}/`,
    });
    expect(engine.id).toBe(`webllm/${model}`);
  });

  it('answers one call at a time', async () => {
    let open = 0;
    let most = 0;
    const { engine } = engineFor({
      async *answer() {
        most = Math.max(most, ++open);
        await wait(5);
        yield piece('x');
        yield ending();
        open--;
      },
    });
    await Promise.all(Array.from({ length: 4 }, () => collect(engine.complete(ask('x'), never))));
    expect(most).toBe(1);
  });

  it('tells how long a call waited for the load and for its turn', async () => {
    /** Milliseconds that really passed: a timer may be early. */
    const passed: number[] = [];
    const waitAWhile = async () => {
      const from = performance.now();
      await wait(30);
      passed.push(performance.now() - from);
    };
    const { engine } = engineFor({
      reload: waitAWhile,
      async *answer() {
        await waitAWhile();
        yield* say('x');
      },
    });
    const calls = await Promise.all([1, 2].map(() => collect(engine.complete(ask('x'), never))));
    const [load = NaN, ...answers] = passed;
    expect(answers).toHaveLength(2);
    calls.forEach(({ end: { timings } }, nth) => {
      const before = answers.slice(0, nth).reduce((sum, time) => sum + time, load);
      expect(timings.queue_ms).toBeGreaterThanOrEqual(before);
      expect(timings.first_token_ms).toBeGreaterThanOrEqual((timings.queue_ms ?? NaN) + (answers[nth] ?? NaN));
      expect(timings.total_ms).toBeGreaterThanOrEqual(timings.first_token_ms);
    });
    const later = await collect(engine.complete(ask('x'), never));
    expect(later.end.timings.queue_ms).toBeLessThan(later.end.timings.first_token_ms);
  });

  it('gives log-probabilities at temperature 1, where they are the model’s, without that of the end token', async () => {
    const { engine, workers } = engineFor({
      async *answer(request) {
        // As the library does: none unless `top_logprobs` is positive, all 0 at temperature 0, and a chunk for the end token.
        const content = (token: string, logprob: number) =>
          request.top_logprobs ? [{ token, logprob: request.temperature === 0 ? 0 : logprob }] : [];
        const chunk = (text: string, logprobs: { content: { token: string; logprob: number }[] }) => ({
          choices: [{ delta: { content: text }, finish_reason: null, logprobs }],
        });
        yield chunk('4', { content: content('4', -0.25) });
        yield chunk('', { content: content('<|im_end|>', -0.5) });
        yield ending();
        yield usage(5, 2);
      },
    });
    expect(engine.can.logprobs).toBe('temperature-1');
    const logprobsAt = async (temperature: number, logprobs = true) => {
      const { pieces } = await collect(engine.complete(ask('x', { temperature, logprobs }), never));
      return pieces.flatMap(piece => piece.logprobs ?? []);
    };
    expect(await logprobsAt(1)).toEqual([{ token: '4', logprob: -0.25 }]);
    expect(await logprobsAt(0)).toEqual([]);
    expect(await logprobsAt(0.7)).toEqual([]);
    expect(await logprobsAt(1, false)).toEqual([]);
    const asked = workers[0]?.requests.map(({ logprobs, top_logprobs }) => [logprobs, top_logprobs]);
    expect(asked).toEqual([[true, 1], ...Array.from({ length: 3 }, () => [undefined, undefined])]);
  });

  it('switches off the thinking of a reasoning model, and only there', async () => {
    const thinking = engineFor({}, { model: 'Qwen3-0.6B-q4f16_1-MLC' });
    await collect(thinking.engine.complete(ask('x'), never));
    expect(thinking.workers[0]?.requests[0]?.extra_body).toEqual({ enable_thinking: false });
    const plain = engineFor();
    await collect(plain.engine.complete(ask('x'), never));
    expect(plain.workers[0]?.requests[0]).not.toHaveProperty('extra_body');
  });

  it('is refused by name where the catalogue lacks it', () => {
    expect(() => createWebllmEngine({ model: 'gpt-9' })).toThrow('This kind of model is not supported.');
  });
});

describe('loading a WebLLM model', () => {
  it('is one load for all who ask', async () => {
    const { engine, workers } = engineFor({ reload: () => wait(10) });
    await Promise.all([
      engine.load(() => {}, never),
      engine.load(() => {}, never),
      collect(engine.complete(ask('x'), never)),
    ]);
    await engine.load(() => {}, never);
    expect(workers.map(worker => worker.reloads.length)).toEqual([1]);
  });

  it('shows download and loading as two runs over the bytes, then the shaders', async () => {
    const { engine } = engineFor({
      async reload(_, report) {
        report({ progress: 0, text: 'Start to fetch params' });
        report({ progress: 0.5, text: 'Fetching param cache[1/2]: 1MB fetched.' });
        report({ progress: 1, text: 'Loading model from cache[2/2]: 1MB loaded.' });
        report({ progress: 0.25, text: 'Loading GPU shader modules[1/4]: 25% completed' });
        report({ progress: 1, text: 'Finish loading on WebGPU' });
      },
    });
    const seen: Progress[] = [];
    await engine.load(progress => seen.push(progress), never);
    expect(seen.slice(1)).toEqual([
      { phase: 'downloading', loaded: 0, total: 1_000, unit: 'bytes' },
      { phase: 'downloading', loaded: 500, total: 1_000, unit: 'bytes' },
      { phase: 'loading', loaded: 1_000, total: 1_000, unit: 'bytes' },
      { phase: 'compiling', loaded: 25, total: 100, unit: 'steps' },
    ]);
  });

  it('downloads nothing where the model cannot run, and names the build that can', async () => {
    const adapter = { ...strongMachine.adapter!, f16: false };
    const { engine, workers } = engineFor({ probe: { ...strongMachine, adapter } });
    const failure = await failureOf(engine.load(() => {}, never));
    expect(failure.kind).toBe('gpu-feature');
    expect(failure.detail).toContain('SmolLM2-360M-Instruct-q4f32_1-MLC');
    expect(workers).toHaveLength(0);
  });

  it.each([
    ['insecure-context', { ...strongMachine, secure: false }],
    ['webgpu-missing', { ...strongMachine, adapter: null }],
    ['too-large', { ...strongMachine, storageFreeBytes: 1e6 }],
  ] as const)('fails as %s before a worker is made', async (kind, probe) => {
    const { engine, workers } = engineFor({ probe });
    expect((await failureOf(engine.load(() => {}, never))).kind).toBe(kind);
    expect(workers).toHaveLength(0);
  });

  it('tries a failed download again, three times in all', async () => {
    const lucky = engineFor({
      reload: async nth => {
        if (nth < 3) throw 'TypeError: Failed to fetch';
      },
    });
    await lucky.engine.load(() => {}, never);
    expect(lucky.workers.map(worker => worker.terminated)).toEqual([true, true, false]);
    const unlucky = engineFor({ reload: () => Promise.reject('TypeError: Failed to fetch') });
    expect((await failureOf(unlucky.engine.load(() => {}, never))).kind).toBe('download-failed');
    expect(unlucky.workers).toHaveLength(3);
  });

  it.each([
    ['a part that answers 404, 429 or 503', "TypeError: Failed to execute 'add' on 'Cache': Request failed"],
    [
      'a network that breaks off',
      "NetworkError: Failed to execute 'add' on 'Cache': Cache.add() encountered a network error",
    ],
  ])('tries %s again, waiting longer each time', async (_, error) => {
    const times: number[] = [];
    const reload = async (nth: number) => {
      times.push(performance.now());
      if (nth < 3) throw error;
    };
    const { engine, workers } = engineFor({ reload }, { retry_ms: 20 });
    await engine.load(() => {}, never);
    expect(workers.map(worker => worker.terminated)).toEqual([true, true, false]);
    const [first = 0, second = 0, third = 0] = times;
    expect(second - first).toBeGreaterThanOrEqual(19);
    expect(third - second).toBeGreaterThanOrEqual(39);
  });

  it('asks again for a list of parts that could not be had', async () => {
    let asked = 0;
    const modelBytes = async () => {
      if (++asked < 3) throw new Failure('download-failed', 'The hub answered with status 503.');
      return 1_000;
    };
    const { engine, workers } = engineFor({ modelBytes });
    await engine.load(() => {}, never);
    expect([asked, workers.length]).toEqual([3, 1]);
  });

  it('fails by name where the worker’s script cannot be loaded, after as many tries', async () => {
    const { engine, workers } = engineFor({ reload: () => new Promise(() => {}) });
    const load = failureOf(engine.load(() => {}, never));
    for (const nth of [0, 1, 2]) {
      await expect.poll(() => workers[nth]?.reloads.length).toBe(1);
      workers[nth]?.die();
    }
    expect((await load).kind).toBe('script-lost');
  });

  it('says that a build does not match the library, without a second try', async () => {
    const { engine, workers } = engineFor({
      reload: () =>
        Promise.reject(
          'LinkError: WebAssembly.instantiate(): Import #3 "env" "f": function import requires a callable',
        ),
    });
    const failure = await failureOf(engine.load(() => {}, never));
    expect(failure.message).toMatch(/^This build does not match the library’s version\. WebAssembly/);
    expect(failures[failure.kind].next).not.toMatch(/Llama/);
    expect(workers.map(worker => worker.terminated)).toEqual([true]);
  });

  it('can be cancelled, which ends the worker, and begun again', async () => {
    const { engine, workers } = engineFor({ reload: nth => (nth === 1 ? new Promise(() => {}) : Promise.resolve()) });
    const stop = new AbortController();
    const load = failureOf(engine.load(() => {}, stop.signal));
    await expect.poll(() => workers[0]?.reloads.length).toBe(1);
    stop.abort();
    expect((await load).kind).toBe('cancelled');
    await expect.poll(() => workers[0]?.terminated).toBe(true);
    await engine.load(() => {}, never);
    expect(workers).toHaveLength(2);
  });

  it('goes on for the others when one of them cancels', async () => {
    const { engine, workers } = engineFor({ reload: () => wait(20) });
    const stop = new AbortController();
    const one = failureOf(engine.load(() => {}, stop.signal));
    const other = engine.load(() => {}, never);
    stop.abort();
    expect((await one).kind).toBe('cancelled');
    await other;
    expect(workers).toHaveLength(1);
  });

  it('does not believe a reload that returned without a model', async () => {
    const { engine, workers } = engineFor({ loaded: () => false });
    expect((await failureOf(engine.load(() => {}, never))).kind).toBe('device-lost');
    expect(workers.map(worker => worker.terminated)).toEqual([true, true]);
  });

  it('times out after a silence, counted anew at every report', async () => {
    const timeouts = { downloading: 40, loading: 40, compiling: 40 };
    const slow = engineFor(
      {
        async reload(_, report) {
          for (let i = 0; i < 4; i++) {
            await wait(25);
            report({ progress: i / 4, text: 'Fetching param cache' });
          }
        },
      },
      { timeouts },
    );
    await slow.engine.load(() => {}, never);
    const silent = engineFor({ reload: () => new Promise(() => {}) }, { timeouts });
    expect((await failureOf(silent.engine.load(() => {}, never))).kind).toBe('timed-out');
    expect(silent.workers[0]?.terminated).toBe(true);
  });

  it.each([
    ['checking this machine', { probe: () => new Promise<Probe>(() => {}) }],
    ['asking for the size of the model', { modelBytes: () => new Promise<number>(() => {}) }],
  ])('times out while %s', async (doing, silent) => {
    const { library } = fakeWebllm();
    const engine = createWebllmEngine({ model, library: { ...library, ...silent }, timeouts: { checking: 20 } });
    expect(await failureOf(engine.load(() => {}, never))).toMatchObject({
      kind: 'timed-out',
      detail: `Nothing came for 0.02 s while ${doing}.`,
    });
  });

  it.each([false, true])('asks the browser to keep it (kept before: %s), and not where it cannot run', async cached => {
    const { engine, questions } = engineFor({ cached });
    await engine.load(() => {}, never);
    expect(questions).toEqual(['keep']);
    const weak = engineFor({ cached, probe: { ...strongMachine, adapter: null } });
    await failureOf(weak.engine.load(() => {}, never));
    expect(weak.questions).toEqual([]);
  });

  it('fails at once when the worker dies', async () => {
    const { engine, workers } = engineFor({ reload: () => new Promise(() => {}) });
    const load = failureOf(engine.load(() => {}, never));
    await expect.poll(() => workers[0]?.reloads.length).toBe(1);
    workers[0]?.die('out of luck');
    expect(await load).toMatchObject({ kind: 'worker-died', detail: 'out of luck' });
  });

  it('ends the worker of any other model', async () => {
    const first = engineFor();
    await first.engine.load(() => {}, never);
    const second = engineFor({}, { model: 'Qwen3-0.6B-q4f16_1-MLC' });
    await second.engine.load(() => {}, never);
    expect(first.workers[0]?.terminated).toBe(true);
    expect(second.workers[0]?.terminated).toBe(false);
  });
});

describe('stopping a WebLLM answer', () => {
  it('returns at once, interrupts the worker and keeps it', async () => {
    let release = () => {};
    const { engine, workers } = engineFor({
      async *answer(_, nth) {
        yield piece('a');
        if (nth === 1) await new Promise<void>(done => (release = done));
        yield piece('b');
        yield ending();
      },
    });
    const stop = new AbortController();
    const answer = engine.complete(ask('x'), stop.signal)[Symbol.asyncIterator]();
    await answer.next();
    const next = failureOf(answer.next());
    stop.abort();
    expect((await next).kind).toBe('cancelled');
    expect(workers[0]?.interrupted).toBe(1);
    release();
    expect((await collect(engine.complete(ask('y'), never))).text).toBe('ab');
    expect(workers).toHaveLength(1);
  });

  it('ends a worker that will not stop; the next call gets a new one', async () => {
    const { engine, workers } = engineFor(
      { answer: (_, nth) => (nth === 1 ? hang() : say('ok')) },
      { timeouts: { interrupt: 20 } },
    );
    const stop = new AbortController();
    const call = failureOf(collect(engine.complete(ask('x'), stop.signal)));
    await expect.poll(() => workers[0]?.requests.length).toBe(1);
    stop.abort();
    expect((await call).kind).toBe('cancelled');
    expect((await collect(engine.complete(ask('y'), never))).text).toBe('ok');
    expect(workers.map(worker => worker.terminated)).toEqual([true, false]);
  });

  it('happens by itself when the reader leaves early', async () => {
    const { engine, workers } = engineFor({ answer: () => say('a', 'b', 'c') });
    for await (const delta of engine.complete(ask('x'), never)) if (delta.text) break;
    expect(workers[0]?.interrupted).toBe(1);
  });

  it('is what disposing does; load brings the model back', async () => {
    const { engine, workers } = engineFor({ answer: (_, nth) => (nth === 1 ? hang() : say('ok')) });
    const call = failureOf(collect(engine.complete(ask('x'), never)));
    await expect.poll(() => workers[0]?.requests.length).toBe(1);
    await engine.dispose();
    expect((await call).kind).toBe('cancelled');
    expect(workers[0]?.terminated).toBe(true);
    await engine.load(() => {}, never);
    expect((await collect(engine.complete(ask('x'), never))).text).toBe('ok');
  });
});

describe('deleting a model', () => {
  it('ends the worker first', async () => {
    const { engine, workers, library, deleted } = engineFor();
    await engine.load(() => {}, never);
    await deleteModel({ engine: 'webllm', model }, library);
    expect(workers[0]?.terminated).toBe(true);
    expect(deleted).toEqual([model]);
  });
});

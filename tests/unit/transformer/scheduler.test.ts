import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { nextTick } from '@/lib/core/next-tick';
import type { Backend, BackendName, Span } from '@/lib/transformer/contract';
import type { GenerationRequest } from '@/lib/transformer/generation/request';
import { Scheduler } from '@/lib/transformer/generation/scheduler';
import type { Tokenizer } from '@/lib/transformer/tokenizer';
import { collect, never, request, tinyModel } from './tiny';

interface Model {
  backend: Backend;
  tokenizer: Tokenizer;
}

let model: Model;
beforeAll(async () => {
  model = await tinyModel();
});

const scheduler = ({ backend, tokenizer }: Model = model) => new Scheduler(backend, tokenizer);
const answers = (requests: GenerationRequest[], on = scheduler()) =>
  collect(on.generate(requests, never), requests.length);
const answer = async (one: GenerationRequest, on = scheduler()) => (await answers([one], on))[0]!;

/** The same model, but counts what its backend is asked and what stays open; `before` may hold a pass up or break it. */
function counting(before: (spans: readonly Span[]) => unknown = () => {}) {
  const seen = { read: 0, passes: [] as number[], open: 0 };
  const { backend } = model;
  const { cache } = backend;
  const counted: Backend = {
    ...backend,
    cache: Object.assign(Object.create(cache) as typeof cache, {
      open: () => (seen.open++, cache.open()),
      fork: (...asked: Parameters<typeof cache.fork>) => (seen.open++, cache.fork(...asked)),
      release: (sequence: number) => (seen.open--, cache.release(sequence)),
    }),
    async forward(spans) {
      await before(spans);
      seen.read += spans.reduce((sum, { tokens }) => sum + tokens.length, 0);
      seen.passes.push(spans.length);
      return backend.forward(spans);
    },
  };
  return { seen, scheduler: scheduler({ ...model, backend: counted }) };
}

/** The same model with answers dictated: at each step every answer gets the next token of `script`, several in a pass if asked. */
function dictated(script: number[], samplesPerPass = 1): Scheduler {
  const { backend } = model;
  return scheduler({
    ...model,
    backend: {
      ...backend,
      samplesPerPass,
      async forward(spans) {
        const plain = spans.map(span => ({ ...span, want: 'nothing' as const }));
        const results = await backend.forward(plain);
        for (const [i, { want, sequence }] of spans.entries()) {
          if (typeof want !== 'object') continue;
          for (let sampled = 0; sampled < want.count; sampled++) {
            const token = script[want.index + sampled] ?? 261;
            if (sampled > 0)
              await backend.forward([{ sequence, tokens: [results[i]!.tokens.at(-1)!], want: 'nothing' }]);
            results[i]!.tokens.push(token);
          }
        }
        return results;
      },
    },
  });
}
const encode = (text: string) => [...text].map(c => model.tokenizer.encode(c)[0]!);

describe('one answer', () => {
  it('is the greedy continuation, token by token', async () => {
    const { backend, tokenizer } = model;
    const prompt = tokenizer.encode(tokenizer.renderChat([{ role: 'user', content: 'hello 12' }]));
    const tokens: number[] = [];
    for (let i = 0; i < 12; i++) {
      const sequence = backend.cache.open();
      const [result] = await backend.forward([{ sequence, tokens: [...prompt, ...tokens], want: 'last' }]);
      tokens.push(result!.logits[0]!.indexOf(Math.max(...result!.logits[0]!)));
    }
    const { text, end } = await answer(request('hello 12'));
    expect(text).toBe(tokenizer.decode(tokens));
    expect(end).toMatchObject({
      finish_reason: 'length',
      usage: { prompt_tokens: prompt.length, completion_tokens: 12 },
    });
  });

  it.each([1, 5])('ends at an end token, which is no part of it (%i tokens a pass)', async draws => {
    const { text, end } = await answer(request('x'), dictated(encode('ok'), draws));
    expect(text).toBe('ok');
    expect(end).toMatchObject({ finish_reason: 'stop', usage: { completion_tokens: 3 } });
  });

  it.each([1, 7])('never shows a stop string that spans tokens, nor what follows (%i tokens a pass)', async draws => {
    const asked = request('x', { stop: ['2\n\nm', '?'], max_tokens: 50 });
    const { text, end } = await answer(asked, dictated(encode('7>42\n\nmore'), draws));
    expect(text).toBe('7>4');
    expect(end).toMatchObject({ finish_reason: 'stop' });
  });

  it('gives back what only looked like a stop string when it ends otherwise', async () => {
    const { text, end } = await answer(request('x', { stop: ['\n\n'], max_tokens: 2 }), dictated(encode('a\n\n')));
    expect(text).toBe('a\n');
    expect(end).toMatchObject({ finish_reason: 'length' });
  });

  it.each([1, 8])('ends when the context is full (%i tokens a pass)', async draws => {
    const asked = request('x'.repeat(150), { max_tokens: 100 });
    const { end } = await answer(asked, dictated(new Array<number>(200).fill(0), draws));
    expect(end!.usage.prompt_tokens + end!.usage.completion_tokens).toBe(160);
    expect(end!.finish_reason).toBe('length');
  });

  it('is refused before any work if its prompt fills the context', async () => {
    const { seen, scheduler } = counting();
    const pieces = answers([request('fits'), request('x'.repeat(157))], scheduler);
    await expect(pieces).rejects.toMatchObject({
      kind: 'context-exceeded',
      detail: expect.stringMatching(/Request 2 has 160.*160/) as string,
    });
    expect(seen).toEqual({ read: 0, passes: [], open: 0 });
  });

  it('carries the log-probability of every token, and the likeliest where asked', async () => {
    const cold = await answer(request('hello', { logprobs: true }));
    expect(cold.logprobs).toHaveLength(12);
    expect(cold.logprobs.map(({ token }) => token).join('')).toBe(cold.text);
    for (const { logprob } of cold.logprobs) expect(logprob).toBeGreaterThan(Math.log(1 / 264)); // the likeliest of 264
    const told = await answer(request('hello', { top_logprobs: 3 }));
    for (const { logprob, top_logprobs } of told.logprobs) {
      expect(top_logprobs).toHaveLength(3);
      expect(top_logprobs![0]!.logprob).toBeCloseTo(logprob, 9); // greedy: what was taken is the likeliest
    }
    expect((await answer(request('hello'))).logprobs).toEqual([]);
  });

  it('measures its time', async () => {
    const { end } = await answer(request('hello'));
    expect(end!.timings.first_token_ms).toBeGreaterThan(0);
    expect(end!.timings.total_ms).toBeGreaterThan(end!.timings.first_token_ms);
  });
});

describe('many answers', () => {
  const one = fc.record({
    content: fc.constantFrom('hello', 'hello 12 + 34', 'hello 12 + 35', 'é👩🏽‍🔬', ''),
    temperature: fc.constantFrom(0, 0.7, 2),
    top_p: fc.constantFrom(0.5, 1),
    seed: fc.nat(1000),
    max_tokens: fc.integer({ min: 1, max: 10 }),
    stop: fc.constantFrom<string[][]>([], ['a'], ['\ufffd', 'e']),
    logprobs: fc.boolean(),
  });

  it.each<BackendName>(['reference', 'wasm-int8'])(
    'give each request what it would get alone, together or joining one after another (%s)',
    async name => {
      const on = await tinyModel(name);
      await fc.assert(
        fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 5 }), fc.nat(20), async (list, pause) => {
          const requests = list.map(({ content, ...changes }) => request(content, changes));
          const shared = scheduler(on);
          const [together, ...joined] = await Promise.all([
            answers(requests, shared),
            ...requests.map(async (single, i) => {
              for (let turn = 0; turn < pause * i; turn++) await Promise.resolve();
              return answer(single, shared);
            }),
          ]);
          for (const [i, single] of requests.entries()) {
            const { text, logprobs, end } = await answer(single, scheduler(on));
            for (const other of [together![i]!, joined[i]!]) {
              expect(other).toMatchObject({ text, logprobs });
              expect(other.end).toMatchObject({ finish_reason: end!.finish_reason, usage: end!.usage });
            }
            if (single.logprobs) expect(logprobs.map(({ token }) => token).join('')).toBe(text);
          }
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );

  it('read a prompt that they have in common once, and are drawn apart', async () => {
    const { seen, scheduler } = counting();
    const five = [1, 2, 3, 4, 5].map(seed => request('hello 12 + 34', { temperature: 1, seed, max_tokens: 8 }));
    const together = await answers(five, scheduler);
    const prompt = together[0]!.end!.usage.prompt_tokens;
    const drawn = together.reduce((sum, { end }) => sum + end!.usage.completion_tokens, 0);
    // The last token of the prompt is passed for each, since its logits are; what is drawn last is never read.
    expect(seen.read).toBe(prompt + 4 + (drawn - 5));
    expect(new Set(together.map(({ text }) => text)).size).toBe(5);
    await scheduler.drain();
    expect(seen.open).toBe(0);
  });

  it('read every beginning that some of them share once, however they branch', async () => {
    const { seen, scheduler } = counting();
    const document = 'the same document for all, then: ';
    const contents = ['first a', 'first b', 'second', 'first a again'].map(end => document + end);
    const ended = await answers(contents.map(content => request(content, { max_tokens: 1 })), scheduler); // prettier-ignore
    const prompts = contents.map(content =>
      model.tokenizer.encode(model.tokenizer.renderChat([{ role: 'user', content }])),
    );
    const known = new Set<string>();
    for (const prompt of prompts) prompt.forEach((_, i) => known.add(prompt.slice(0, i + 1).join()));
    expect(seen.read).toBe(known.size);
    expect(ended.map(({ end }) => end!.usage.prompt_tokens)).toEqual(prompts.map(({ length }) => length));
  });

  it('share with calls that came before, and with answers that have ended', async () => {
    const { seen, scheduler } = counting();
    const first = await answer(request('a long beginning, asked for twice', { max_tokens: 4 }), scheduler);
    const before = seen.read;
    const second = await answer(request('a long beginning, asked for twice', { max_tokens: 4 }), scheduler);
    expect(second.text).toBe(first.text);
    expect(seen.read - before).toBe(4);
  });

  it('go on when some have ended, and leave room for a call that joins', async () => {
    let joined: ReturnType<typeof answer> | undefined;
    const { seen, scheduler } = counting(async () => {
      if (seen.passes.length !== 1) return;
      joined = answer(request('c', { max_tokens: 2 }), scheduler);
      await nextTick();
    });
    await answers([request('a', { max_tokens: 1 }), request('b', { max_tokens: 6 })], scheduler);
    expect((await joined)?.end).toBeDefined();
    expect(seen.passes).toEqual([2, 1, 2, 2, 1, 1]);
    await scheduler.drain();
    expect(seen.open).toBe(0);
  });

  it('are at most 32 at once', async () => {
    const { seen, scheduler } = counting();
    await answers(Array.from({ length: 50 }, (_, seed) => request(`question ${seed}`, { max_tokens: 3 })), scheduler); // prettier-ignore
    expect(Math.max(...seen.passes)).toBeLessThanOrEqual(32);
  });
});

describe('stopping', () => {
  const endless = (content = 'x') => request(content, { max_tokens: 1000 });

  it('hears a cancel that comes as a message while it computes', async () => {
    const { seen, scheduler } = counting(() => spin(3));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    await expect(collect(scheduler.generate([endless()], controller.signal), 1)).rejects.toMatchObject({
      kind: 'cancelled',
    });
    await scheduler.drain();
    expect(seen.passes.length).toBeLessThan(50); // at 3 ms each, the whole answer would take about 150
    expect(seen.open).toBe(0);
  });

  it('hears it between pieces of a long prompt', async () => {
    const controller = new AbortController();
    const { seen, scheduler } = counting(() => controller.abort());
    const pieces = collect(scheduler.generate([request('x'.repeat(140))], controller.signal), 1);
    await expect(pieces).rejects.toMatchObject({ kind: 'cancelled' });
    await scheduler.drain();
    expect(seen).toMatchObject({ read: 64, open: 0 });
  });

  it('leaves those that wait for the beginning it was reading to read it themselves', async () => {
    const controller = new AbortController();
    const { seen, scheduler } = counting(() => controller.abort());
    const content = 'y'.repeat(120);
    const stopped = collect(scheduler.generate([endless(content)], controller.signal), 1);
    const other = answer(request(content, { max_tokens: 2 }), scheduler);
    await expect(stopped).rejects.toMatchObject({ kind: 'cancelled' });
    expect((await other).text).toBe((await answer(request(content, { max_tokens: 2 }))).text);
    await scheduler.drain();
    expect(seen.open).toBe(0);
  });

  it('frees everything when the reader leaves', async () => {
    const { seen, scheduler } = counting();
    for await (const _ of scheduler.generate([endless(), endless('z')], never)) break;
    await scheduler.drain();
    expect(seen.open).toBe(0);
  });

  it('starts nothing for a signal that is already aborted', async () => {
    const { seen, scheduler } = counting();
    await expect(collect(scheduler.generate([endless()], AbortSignal.abort()), 1)).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(seen.read).toBe(0);
  });
});

describe('a pass that fails', () => {
  it('fails every answer under way with the name of what happened', async () => {
    const { scheduler } = counting(spans => {
      if (spans.length > 1) throw new Failure('device-lost', 'gone');
    });
    const ended = await Promise.allSettled([answer(request('a'), scheduler), answer(request('b'), scheduler)]);
    expect(ended.map(end => end.status === 'rejected' && (end.reason as Failure).kind)).toEqual([
      'device-lost',
      'device-lost',
    ]);
  });

  it('gives up what it kept, then the latest call, when there is no room', async () => {
    let room = Infinity;
    const { seen, scheduler } = counting(() => {
      if (seen.open > room) throw new Failure('too-large', 'no room');
    });
    await answer(request('kept for its beginning', { max_tokens: 2 }), scheduler);
    room = 1;
    expect((await answer(request('quite another prompt', { max_tokens: 2 }), scheduler)).end).toBeDefined();
    const ended = await Promise.allSettled([
      answer(request('one more of them', { max_tokens: 3 }), scheduler),
      answer(request('and the next one', { max_tokens: 3 }), scheduler),
    ]);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(ended[1]).toMatchObject({ reason: { kind: 'too-large' } });
  });

  it('does not keep later calls from being answered', async () => {
    let failing = true;
    const { scheduler } = counting(() => {
      if (failing) throw new Error('a bug');
    });
    await expect(answer(request('a'), scheduler)).rejects.toMatchObject({ kind: 'unknown', detail: 'a bug' });
    failing = false;
    expect((await answer(request('a'), scheduler)).end).toBeDefined();
  });
});

it('other work over the backend runs between two passes', async () => {
  const { scheduler } = counting();
  const order: string[] = [];
  const call = answer(request('a', { max_tokens: 5 }), scheduler).then(() => order.push('answer'));
  await scheduler.exclusively(async backend => order.push(`work on ${backend.name}`));
  await call;
  expect(order).toEqual(['work on reference', 'answer']);
});

function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

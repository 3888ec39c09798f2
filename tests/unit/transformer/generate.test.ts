import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend, BackendName } from '@/lib/transformer/contract';
import { generateBatch } from '@/lib/transformer/generate';
import type { Model } from '@/lib/transformer/generate';
import type { GenerationRequest } from '@/lib/transformer/request';
import { collect, never, request, tinyModel } from './tiny';

let model: Model;
beforeAll(async () => {
  model = await tinyModel();
});

const answers = (requests: GenerationRequest[], on = model) =>
  collect(generateBatch(on, requests, never), requests.length);
const answer = async (one: GenerationRequest, on = model) => (await answers([one], on))[0]!;

/** The same model, but counts what its backend is asked and what stays open. */
function counting() {
  const seen = { prefilled: 0, decodes: [] as number[], open: 0 };
  const { backend } = model;
  const counted: Backend = {
    ...backend,
    open: () => (seen.open++, backend.open()),
    fork: sequence => (seen.open++, backend.fork(sequence)),
    release: sequence => (seen.open--, backend.release(sequence)),
    prefill: (sequence, tokens) => ((seen.prefilled += tokens.length), backend.prefill(sequence, tokens)),
    decode: steps => (seen.decodes.push(steps.length), backend.decode(steps)),
  };
  return { seen, model: { ...model, backend: counted } };
}

/** The same model with answers dictated: at each step every answer gets the next token of `script`. */
function dictated(script: number[]): Model {
  const { backend } = model;
  const starts = new Map<number, number>();
  const logits = (at: number) => {
    const wanted = new Float32Array(backend.config.vocabSize);
    wanted[script[at] ?? 261] = 50;
    return wanted;
  };
  return {
    ...model,
    backend: {
      ...backend,
      prefill(sequence, tokens) {
        backend.prefill(sequence, tokens);
        starts.set(sequence, backend.length(sequence));
        return logits(0);
      },
      decode(steps) {
        backend.decode(steps);
        return steps.map(({ sequence }) => logits(backend.length(sequence) - starts.get(sequence)!));
      },
    },
  };
}

const sampled = { temperature: 1, top_p: 0.95, logprobs: true };

describe('one answer', () => {
  it('is the greedy continuation, token by token', async () => {
    const { backend, tokenizer } = model;
    const prompt = tokenizer.encode(tokenizer.renderChat([{ role: 'user', content: 'hello 12' }]));
    const tokens: number[] = [];
    for (let i = 0; i < 12; i++) {
      const logits = backend.prefill(backend.open(), [...prompt, ...tokens]);
      tokens.push(logits.indexOf(Math.max(...logits)));
    }
    const { text, end } = await answer(request('hello 12'));
    expect(text).toBe(tokenizer.decode(tokens));
    expect(end).toMatchObject({
      finish_reason: 'length',
      usage: { prompt_tokens: prompt.length, completion_tokens: 12 },
    });
  });

  it('ends at an end token, which is no part of it', async () => {
    const { text, end, logprobs } = await answer(
      request('x', { logprobs: true }),
      dictated([...'ok'].map(c => model.tokenizer.encode(c)[0]!)),
    );
    expect(text).toBe('ok');
    expect(logprobs.map(({ token }) => token)).toEqual(['o', 'k']);
    expect(end).toMatchObject({ finish_reason: 'stop', usage: { completion_tokens: 3 } });
  });

  it('never shows a stop string that spans tokens, nor what follows, and says how it ended', async () => {
    const script = model.tokenizer.encode('7>42\n\nmore');
    const { text, end, logprobs } = await answer(
      request('x', { stop: ['2\n\nm', '?'], logprobs: true, max_tokens: 50 }),
      dictated(script),
    );
    expect(text).toBe('7>4');
    expect(logprobs.map(({ token }) => token).join('')).toBe('7>4');
    expect(end).toMatchObject({ finish_reason: 'stop' });
  });

  it('gives back what only looked like a stop string when it ends otherwise', async () => {
    const { text, end } = await answer(
      request('x', { stop: ['\n\n'], max_tokens: 2 }),
      dictated(model.tokenizer.encode('a\n\n')),
    );
    expect(text).toBe('a\n');
    expect(end).toMatchObject({ finish_reason: 'length' });
  });

  it('ends when the context is full', async () => {
    const { end } = await answer(
      request('x'.repeat(150), { max_tokens: 100 }),
      dictated(new Array<number>(200).fill(0)),
    );
    expect(end!.usage.prompt_tokens + end!.usage.completion_tokens).toBe(160);
    expect(end!.finish_reason).toBe('length');
  });

  it('is refused before any work if its prompt fills the context', async () => {
    const { seen, model: counted } = counting();
    const pieces = answers([request('fits'), request('x'.repeat(157))], counted);
    await expect(pieces).rejects.toMatchObject({
      kind: 'context-exceeded',
      detail: expect.stringMatching(/Request 2 has 160.*160/),
    });
    expect(seen).toEqual({ prefilled: 0, decodes: [], open: 0 });
  });

  it('carries the log-probability of every token, under the model itself', async () => {
    const cold = await answer(request('hello', { logprobs: true }));
    expect(cold.logprobs).toHaveLength(12);
    expect(cold.logprobs.map(({ token }) => token).join('')).toBe(cold.text);
    for (const { logprob } of cold.logprobs) expect(logprob).toBeGreaterThan(Math.log(1 / 264)); // the likeliest of 264
    const plain = await answer(request('hello'));
    expect(plain.logprobs).toEqual([]);
  });

  it('measures its time', async () => {
    const { end } = await answer(request('hello'));
    expect(end!.timings.first_token_ms).toBeGreaterThan(0);
    expect(end!.timings.total_ms).toBeGreaterThan(end!.timings.first_token_ms);
  });
});

describe('a batch', () => {
  it.each<BackendName>(['reference', 'wasm-int8'])(
    'gives each request what it would get alone (%s)',
    async name => {
      const on = await tinyModel(name);
      const one = fc.record({
        content: fc.constantFrom('hello', 'hello 12 + 34', 'hello 12 + 35', 'é👩🏽‍🔬', ''),
        temperature: fc.constantFrom(0, 0.7, 2),
        top_p: fc.constantFrom(0.5, 1),
        seed: fc.nat(1000),
        max_tokens: fc.integer({ min: 1, max: 10 }),
        stop: fc.constantFrom<string[][]>([], ['a'], ['\ufffd', 'e']),
        logprobs: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 5 }), async list => {
          const requests = list.map(({ content, ...changes }) => request(content, changes));
          const together = await answers(requests, on);
          for (const [i, single] of requests.entries()) {
            const { text, logprobs, end } = await answer(single, on);
            expect(together[i]).toMatchObject({ text, logprobs });
            expect(together[i]!.end).toMatchObject({ finish_reason: end!.finish_reason, usage: end!.usage });
            if (single.logprobs) expect(logprobs.map(({ token }) => token).join('')).toBe(text);
          }
        }),
        { numRuns: 25 },
      );
    },
    30_000,
  );

  it('prefills equal prompts once, and samples them apart', async () => {
    const { seen, model: counted } = counting();
    const five = [1, 2, 3, 4, 5].map(seed => request('hello 12 + 34', { ...sampled, seed }));
    const together = await answers(five, counted);
    expect(seen.prefilled).toBe(together[0]!.end!.usage.prompt_tokens);
    expect(new Set(together.map(({ text }) => text)).size).toBe(5);
    expect(seen.open).toBe(0);
  });

  it('prefills the beginning that all share once', async () => {
    const { seen, model: counted } = counting();
    const long = 'the same words first: ';
    const together = await answers([request(long + 'a'), request(long + 'bc'), request(long + 'a')], counted);
    const [a, bc] = together.map(({ end }) => end!.usage.prompt_tokens);
    const shared = 2 + model.tokenizer.encode(long).length;
    expect(seen.prefilled).toBe(shared + (a! - shared) + (bc! - shared));
    expect(seen.open).toBe(0);
  });

  it('goes on with the rest when some have ended', async () => {
    const { seen, model: counted } = counting();
    await answers(
      [request('a', { max_tokens: 1 }), request('b', { max_tokens: 4 }), request('c', { max_tokens: 3 })],
      counted,
    );
    expect(seen.decodes).toEqual([2, 2, 1]);
    expect(seen.open).toBe(0);
  });
});

describe('stopping', () => {
  const endless = () => request('x', { max_tokens: 1000 });

  it('hears a cancel that comes as a message while it computes', async () => {
    const { seen, model: counted } = counting();
    const slow: Model = {
      ...counted,
      backend: { ...counted.backend, decode: steps => (spin(3), counted.backend.decode(steps)) },
    };
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const started = performance.now();
    await expect(collect(generateBatch(slow, [endless()], controller.signal), 1)).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(performance.now() - started).toBeLessThan(250); // 150 steps of 3 ms would take 450
    expect(seen.open).toBe(0);
  });

  it('hears it between chunks of a long prompt', async () => {
    const { seen, model: counted } = counting();
    const controller = new AbortController();
    const once: Model = {
      ...counted,
      backend: { ...counted.backend, prefill: (...prompt) => (controller.abort(), counted.backend.prefill(...prompt)) },
    };
    const pieces = collect(generateBatch(once, [request('x'.repeat(140))], controller.signal), 1);
    await expect(pieces).rejects.toMatchObject({ kind: 'cancelled' });
    expect(seen).toMatchObject({ prefilled: 64, open: 0 });
  });

  it('frees everything when the reader leaves', async () => {
    const { seen, model: counted } = counting();
    for await (const _ of generateBatch(counted, [endless(), endless()], never)) break;
    expect(seen.open).toBe(0);
  });

  it('starts nothing for a signal that is already aborted', async () => {
    const { seen, model: counted } = counting();
    await expect(collect(generateBatch(counted, [endless()], AbortSignal.abort()), 1)).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(seen.prefilled).toBe(0);
  });
});

function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

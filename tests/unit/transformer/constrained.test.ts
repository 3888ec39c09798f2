import { beforeAll, describe, expect, it } from 'vitest';
import { type JsonSchema, tryParseJson } from '@/lib/core/json';
import type { Backend, BackendName, Span } from '@/lib/transformer/contract';
import type { LoadedModel } from '@/lib/transformer/folder/load-folder';
import type { GenerationRequest } from '@/lib/transformer/generation/request';
import { Scheduler } from '@/lib/transformer/generation/scheduler';
import { logProbability } from '@/lib/transformer/sampling';
import { collect, never, request, tinyModel } from './tiny';

/** Entities: what the tiny random model would never write by itself. */
const labels = ['Person', 'Place', 'Work of art'];
const schema: JsonSchema = {
  type: 'array',
  maxItems: 3,
  items: {
    type: 'object',
    additionalProperties: { enum: labels },
    propertyNames: { minLength: 1, maxLength: 6 },
    minProperties: 1,
    maxProperties: 1,
  },
};

/** Whether a text is a list of objects with one key each and a label as its value. */
function isReadable(text: string): boolean {
  const list = tryParseJson(text);
  const isEntity = (one: unknown) => {
    const values = Object.values(one as object);
    return values.length === 1 && labels.includes(values[0] as string);
  };
  return Array.isArray(list) && list.length <= 3 && list.every(isEntity);
}

const asked = (seed: number, changes: Partial<GenerationRequest> = {}): GenerationRequest =>
  request(`hello ${seed % 3}`, { temperature: 3, seed, max_tokens: 90, schema, ...changes });

let model: LoadedModel;
beforeAll(async () => {
  model = await tinyModel();
});

const answers = (requests: GenerationRequest[], on: Pick<LoadedModel, 'backend' | 'tokenizer'> = model) =>
  collect(new Scheduler(on.backend, on.tokenizer).generate(requests, never), requests.length);
const answer = async (one: GenerationRequest) => (await answers([one]))[0]!;

/** The same model, with a look at the spans of every pass. */
function watched(onPass: (spans: readonly Span[]) => void) {
  const backend: Backend = {
    ...model.backend,
    forward(spans) {
      onPass(spans);
      return model.backend.forward(spans);
    },
  };
  return { backend, tokenizer: model.tokenizer };
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

describe('an answer under a schema', { timeout: 300_000 }, () => {
  it.each<BackendName>(['reference', 'wasm-f32', 'wasm-int8'])('is always readable (%s)', async name => {
    const on = await tinyModel(name);
    const requests = seeds(100).map(seed =>
      asked(seed, {
        temperature: seed % 4,
        top_p: seed % 5 === 0 ? 0.5 : 1,
        schema: { ...schema, minItems: seed % 3 },
      }),
    );
    const all = await answers(requests, on);
    expect(all.filter(({ text }) => !isReadable(text))).toEqual([]);
    expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThan(20);
  });

  it('is the same alone and beside others, with a schema and without', async () => {
    const requests = [...seeds(6).map(seed => asked(seed)), request('hello', { temperature: 1 }), asked(7, { schema: {} })];
    requests[7] = asked(7, { schema: { type: 'integer' } });
    const together = await answers(requests);
    for (const [i, one] of requests.entries()) expect((await answer(one)).text).toBe(together[i]!.text);
    expect(together[7]!.text).toMatch(/^-?\d{1,15}$/);
  }); // prettier-ignore

  it('closes within its tokens, and says so only where more tokens would have changed it', async () => {
    const longest = 130;
    const whole = await answers(seeds(40).map(seed => asked(seed, { max_tokens: longest })));
    for (const max_tokens of [3, 20, 40]) {
      const cut = await answers(seeds(40).map(seed => asked(seed, { max_tokens })));
      cut.forEach(({ text, end }, i) => {
        expect(isReadable(text)).toBe(true);
        expect(end!.usage.completion_tokens).toBeLessThanOrEqual(max_tokens);
        const { finish_reason } = whole[i]!.end!;
        expect([i, end!.finish_reason]).toEqual([i, text === whole[i]!.text ? finish_reason : 'length']);
      });
      expect(cut.some(({ end }) => end!.finish_reason === 'length')).toBe(true);
    }
  });

  it('tells the log-probabilities of the model, over all tokens', async () => {
    const { backend, tokenizer } = model;
    const told = asked(5, { logprobs: true });
    const { text, logprobs } = await answer(told);
    expect(logprobs.map(({ token }) => token).join('')).toBe(text);
    const sequence = backend.cache.open();
    const ids = [...tokenizer.encode(tokenizer.renderChat(told.messages)), ...tokenizer.encode(text)];
    const begun = ids.length - logprobs.length;
    const [result] = await backend.forward([{ sequence, tokens: ids, want: 'every' }]);
    backend.cache.release(sequence);
    for (const [i, { logprob }] of logprobs.entries())
      expect(logprob).toBeCloseTo(logProbability(result!.logits[begun + i - 1]!, ids[begun + i]!), 5);
    // Few of the tokens are what the model would have said: the tokens that may come have less than all of its probability.
    expect(Math.min(...logprobs.map(({ logprob }) => logprob))).toBeLessThan(Math.log(1 / 264));
  });

  it('ends before a stop string as any other', async () => {
    const { text, end } = await answer(asked(1, { schema: { const: 'one, two' }, stop: [', '] }));
    expect([text, end!.finish_reason]).toEqual(['"one', 'stop']);
  });

  it('is sampled where the logits are, and read back only where the last tokens may be scarce', async () => {
    const wants: unknown[] = [];
    const on = watched(spans => wants.push(...spans.map(({ want }) => want)));
    await answers([asked(5, { max_tokens: 140, schema: { enum: ['a long value'] } })], on);
    const asks = wants.filter(want => want !== 'nothing');
    expect(asks.every(want => typeof want === 'object')).toBe(true);
    expect(asks[0]).toMatchObject({ count: 1, allowed: expect.any(Uint32Array) });
  });

  it.each<[string, Partial<GenerationRequest>, string, RegExp]>([
    ['its schema is not known', { schema: { type: 'string', format: 'date' } }, 'schema-unfit', /format/],
    ['its tokens are too few for any', { max_tokens: 2 }, 'schema-unfit', /3 tokens.*longest answer has 2/],
    [
      'the prompt leaves too few',
      { messages: [{ role: 'user', content: 'x'.repeat(155) }] },
      'context-exceeded',
      /3 tokens.*leaves 2/,
    ],
  ])('is refused before any work where %s', async (_what, changes, kind, detail) => {
    let passes = 0;
    const on = watched(() => passes++);
    await expect(answers([asked(1), asked(2, changes)], on)).rejects.toMatchObject({
      kind,
      detail: expect.stringMatching(detail) as string,
    });
    expect(passes).toBe(0);
  });
});

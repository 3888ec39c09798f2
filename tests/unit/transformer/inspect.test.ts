import { beforeAll, describe, expect, it } from 'vitest';
import type { InspectRequest } from '@/lib/transformer/inspect';
import { inspect } from '@/lib/transformer/inspect';
import { largestDifference } from '../../support/logits';
import { never, tinyModel } from './tiny';

let model: Awaited<ReturnType<typeof tinyModel>>;
beforeAll(async () => {
  model = await tinyModel();
});
const ask = (question: InspectRequest, signal = never) => inspect(model.backend, model.tokenizer, question, signal);
const text = 'hello 12 + 34 = 46, and then some more so that it takes more than one chunk of a prompt';

describe('looking inside', () => {
  it('tells only what was asked', async () => {
    expect(Object.keys(await ask({ text }))).toEqual(['layers', 'heads', 'tokens']);
    expect((await ask({ text })).tokens.join('')).toBe(text);
  });

  it('gives attention that each token spreads over those up to itself', async () => {
    const heads = [{ layer: 1, head: 3 }, { layer: 0, head: 1 }]; // prettier-ignore
    const { attention, tokens } = await ask({ text, attention: heads });
    expect(attention).toHaveLength(2);
    attention![0]!.forEach((row, token) => {
      expect(row.length).toBe(token + 1);
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    });
    expect(attention![0]!.length).toBe(tokens.length);
    expect(attention![0]).not.toEqual(attention![1]);
    const { attention: layer } = await ask({ text, attention: [{ layer: 1 }] });
    expect(layer).toHaveLength(4);
    expect(layer![3]).toEqual(attention![0]);
  });

  it('has the perplexity that the log-probabilities of its tokens make', async () => {
    const { logprobs, perplexity, tokens } = await ask({ text, perplexity: true });
    expect(logprobs!.length).toBe(tokens.length);
    expect(logprobs![0]).toBeNaN();
    const known = [...logprobs!.slice(1)];
    for (const logprob of known) expect(logprob).toBeLessThan(0);
    expect(perplexity).toBeCloseTo(Math.exp(-known.reduce((a, b) => a + b) / known.length), 6);
    // Random weights know nothing: near the size of the vocabulary, and never below 1.
    expect(perplexity).toBeGreaterThan(100);
    expect((await ask({ text: 'h', perplexity: true })).perplexity).toBeNaN();
  });

  it('tells what was likeliest next, which agrees with the log-probabilities', async () => {
    const { top, logprobs, tokens } = await ask({ text, top: 20, perplexity: true });
    expect(top).toHaveLength(tokens.length);
    top!.forEach((list, token) => {
      expect(list).toHaveLength(20);
      expect(list.map(({ logprob }) => logprob)).toEqual([...list.map(({ logprob }) => logprob)].sort((a, b) => b - a));
      const next = list.find(({ token: name }) => name === tokens[token + 1]);
      if (next && token + 1 < tokens.length) expect(next.logprob).toBeCloseTo(logprobs![token + 1]!, 5);
    });
  });

  it('embeds a text as the mean of its hidden states, at any depth', async () => {
    const [a] = [await ask({ text: 'aa', depth: 0 })];
    const b = await ask({ text: 'aaaa', depth: 0 });
    expect(largestDifference(a!.embedding!, b.embedding!)).toBeLessThan(1e-6); // the same token, averaged
    const deep = await ask({ text: 'aa', depth: 2 });
    expect(deep.embedding!.length).toBe(model.backend.config.hiddenSize);
    expect(largestDifference(deep.embedding!, a!.embedding!)).toBeGreaterThan(0.01);
  });

  it('reads a chat as the model reads it, an answer included', async () => {
    const asked = await ask({ text: [{ role: 'user', content: 'hi' }] });
    const answered = await ask({ text: [{ role: 'user', content: 'hi' }, { role: 'assistant', content: 'yo' }] }); // prettier-ignore
    expect(answered.tokens.join('')).toBe(`${asked.tokens.join('')}yo`);
  });

  it.each<[string, InspectRequest, unknown]>([
    ['an empty text', { text: '' }, { message: expect.stringContaining('no text') as string }],
    ['a text beyond the context', { text: 'x'.repeat(161) }, { kind: 'context-exceeded' }],
    ['a head that is not there', { text, attention: [{ layer: 2, head: 0 }] }, { message: expect.stringContaining('no head') as string }], // prettier-ignore
    ['a depth that is not there', { text, depth: 3 }, { message: expect.stringContaining('no depth') as string }],
    ['too many tokens', { text, top: 21 }, { message: expect.stringContaining('At most 20') as string }],
  ])('refuses %s, and leaves nothing behind', async (_what, question, failure) => {
    await expect(ask(question)).rejects.toMatchObject(failure as object);
    expect(model.backend.cache.bytes().held).toBe(0);
  });

  it('stops between chunks', async () => {
    await expect(ask({ text }, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
    expect(model.backend.cache.bytes().held).toBe(0);
  });
});

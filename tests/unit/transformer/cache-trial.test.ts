import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBytes } from '@/lib/core/base64';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { decodeVector } from '@/lib/core/vectors';
import type { TrialInput } from '@/lib/transformer/instruments/cache-trial/input';
import type { MeasuredArm, TrialPart, TrialValue } from '@/lib/transformer/instruments/cache-trial/value';
import { runInstrument } from '@/lib/transformer/instruments/registry';
import { logProbability } from '@/lib/transformer/sampling';
import { never, tinyModel } from './tiny';

let model: Awaited<ReturnType<typeof tinyModel>>;
beforeAll(async () => {
  model = await tinyModel('wasm-f32');
});

const text = 'hello 12 + 34 = 46, and then some more so that it takes more than one chunk of a prompt';
const arm = (policy: string, ratio: number, more = {}) => ({
  policy,
  parameters: {},
  budget: { kind: 'ratio' as const, ratio },
  when: 'both' as const,
  every: 4,
  ...more,
});
const trial: TrialInput = {
  text,
  promptTokens: 30,
  tokens: 20,
  arms: [arm('full', 1), arm('random', 2), arm('streaming-llm', 3)],
  writes: false,
  film: true,
  seed: 3,
};

async function run(changes: Partial<TrialInput> = {}, signal = never) {
  const parts: TrialPart[] = [];
  const request = { instrument: 'cache-trial', input: { ...trial, ...changes } as unknown as Json };
  const before = model.backend.cache.bytes().held;
  const value = (await runInstrument(request, model, part => parts.push(part as TrialPart), signal).finally(() =>
    expect(model.backend.cache.bytes().held).toBe(before),
  )) as TrialValue;
  return { value, parts, arms: value.arms as MeasuredArm[] };
}

describe('a trial of caches', () => {
  it('finds no difference between the full cache and itself', async () => {
    const { arms, value } = await run();
    const [full] = arms;
    expect(Math.max(...decodeVector(full!.kl))).toBeLessThan(1e-9);
    expect(full!.agrees).toBe('1'.repeat(20));
    expect(full!.logprobs).toBe(value.full.logprobs);
    expect(full!.bytes).toBe(value.full.bytes);
    expect(value.tokens).toHaveLength(50);
  });

  it('scores the full cache as a plain reading of the text does', async () => {
    const { value } = await run();
    const ids = model.tokenizer.encode(text);
    const sequence = model.backend.cache.open();
    const [result] = await model.backend.forward([{ sequence, tokens: ids, want: 'every' }]);
    model.backend.cache.release(sequence);
    const expected = Array.from({ length: 20 }, (_, i) => logProbability(result!.logits[29 + i]!, ids[30 + i]!));
    decodeVector(value.full.logprobs).forEach((logprob, i) => expect(logprob).toBeCloseTo(expected[i]!, 4));
  });

  it('keeps the budgets, returns pages, and tells when each token left each head', async () => {
    const { arms, parts, value } = await run({ promptTokens: 40, tokens: 30 });
    const [, random, streaming] = arms;
    const read = 40 + 30 - 1;
    for (const slots of random!.slots.flat()) expect(slots).toBeLessThanOrEqual(Math.ceil(read / 2) + 3);
    expect(decodeVector(streaming!.bytes).at(-1)).toBeLessThan(decodeVector(value.full.bytes).at(-1)!);
    for (const each of arms) {
      const film = each.film!;
      const lostAt = new Uint16Array(decodeBytes(film.lostAt).slice().buffer);
      const heads = value.layers * value.kvHeads;
      expect(lostAt).toHaveLength(heads * read);
      each.slots.flat().forEach((slots, head) => {
        const kept = lostAt.slice(head * read, (head + 1) * read).filter(step => step === 0xffff);
        expect(kept).toHaveLength(slots);
      });
    }
    // What comes on the way adds up to the film.
    const lost = parts.flatMap(({ arms: [, , last] }) => last?.losses ?? []);
    const film = new Uint16Array(decodeBytes(streaming!.film!.lostAt).slice().buffer);
    expect(lost.length / 3).toBe(film.filter(step => step !== 0xffff).length);
    const told = parts.slice(0, 30);
    expect(told.map(part => part.arms[2]!.bytes)).toEqual([...decodeVector(streaming!.bytes)]);
    expect(told.map(part => part.bytes)).toEqual([...decodeVector(value.full.bytes)]);
    expect(parts[0]!.start).toMatchObject({ longest: 30, prompt: value.tokens.slice(0, 40), kvHeads: value.kvHeads });
    // A window leaves whole pages empty, chance does not.
    const pages = (each: MeasuredArm) => each.pagesUnmoved.flat().reduce((a, b) => a + b);
    expect(pages(streaming!)).toBeLessThan(pages(random!));
  });

  it('lets the model write where no text is given, and each cache for itself', async () => {
    const { value, arms, parts } = await run({ promptTokens: null, tokens: 12, writes: true });
    const [full, random] = arms;
    expect(parts.flatMap(part => part.arms[1]?.written ?? [])).toEqual(random!.written);
    const continuation = value.tokens.slice(value.promptTokens);
    expect(full!.written).toEqual(continuation.slice(0, full!.written!.length));
    expect(full!.divergesAt).toBeNull();
    const { divergesAt, written } = random!;
    if (divergesAt !== null && divergesAt !== undefined) {
      expect(written!.slice(0, divergesAt)).toEqual(continuation.slice(0, divergesAt));
      expect(written![divergesAt]).not.toBe(continuation[divergesAt]);
    }
  });

  it('gives the same value again, and another one for another seed', async () => {
    expect((await run()).value).toEqual((await run()).value);
    expect((await run({ seed: 4 })).arms[1]).not.toEqual((await run()).arms[1]);
  });

  it('refuses what it cannot try, by a sentence', async () => {
    await expect(run({ arms: [arm('unheard-of', 2)] })).rejects.toThrow(/no policy/);
    await expect(run({ arms: [arm('unheard-of', 2)] })).rejects.toThrow(Failure);
    await expect(run({ arms: [arm('h2o', 0.5)] })).rejects.toThrow(/ratio/);
    await expect(run({ promptTokens: 5000 })).rejects.toThrow(/too few/);
    await expect(run({ text: 'a'.repeat(5000), promptTokens: null })).rejects.toMatchObject({
      kind: 'context-exceeded',
    });
    await expect(runInstrument({ instrument: 'x', input: null }, model, () => {}, never)).rejects.toThrow(Failure);
  });

  it('lets a cache that cannot be tried fail alone', async () => {
    const budget = { kind: 'slots', slots: 2 } as const;
    const { value } = await run({
      arms: [arm('h2o', 2, { parameters: { recent: 7 } }), arm('streaming-llm', 1, { budget }), arm('random', 2)],
    });
    const [wrong, tight, fine] = value.arms;
    expect(wrong).toMatchObject({
      failure: { kind: 'experiment-invalid', detail: expect.stringContaining('from 0 to 1') },
    });
    expect(tight).toMatchObject({ failure: { detail: expect.stringContaining('protects 5 slots') } });
    expect(fine).toHaveProperty('kl');
  });

  it('measures a quantised cache: all tokens, in fewer bytes, read as they are stored', async () => {
    const { value, arms } = await run({ arms: [arm('quantised-q8_0', 1), arm('quantised-q4_0', 1)], promptTokens: 40 });
    const full = decodeVector(value.full.bytes).at(-1)!;
    const [eight, four] = arms.map(({ bytes }) => decodeVector(bytes).at(-1)!);
    expect(eight).toBeLessThan(full);
    expect(four).toBeLessThan(eight!);
    const [kl8, kl4] = arms.map(({ kl }) => decodeVector(kl).reduce((a, b) => a + b));
    expect(kl8).toBeGreaterThan(0);
    expect(kl4).toBeGreaterThan(kl8!);
    for (const each of arms) expect(new Set(each.slots.flat())).toEqual(new Set([value.tokens.length - 1]));
  });

  it('lets a cache write beyond the end of the full cache, to an end of its own', async () => {
    const { value, arms } = await run({ promptTokens: null, tokens: 25, writes: true });
    for (const { written = [], divergesAt } of arms) {
      const continuation = value.tokens.slice(value.promptTokens);
      expect(written.length).toBeLessThanOrEqual(25);
      if (divergesAt === null) expect(written).toEqual(continuation.slice(0, written.length));
    }
  });

  it('stops within a pass, and leaves nothing behind', async () => {
    const controller = new AbortController();
    const ended = run({ tokens: 40 }, controller.signal);
    controller.abort();
    await expect(ended).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

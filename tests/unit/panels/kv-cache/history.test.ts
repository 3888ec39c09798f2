import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { cell, frameAt, placesOf } from '@/lib/panels/kv-cache/report/frame';
import { type CacheHistory, historyOfParts, historyOfValue } from '@/lib/panels/kv-cache/report/history';
import { memoryOf } from '@/lib/panels/kv-cache/report/memory';
import {
  type MeasuredArm,
  never,
  type TrialPart,
  type TrialValue,
} from '@/lib/transformer/instruments/cache-trial/value';
import { runInstrument } from '@/lib/transformer/instruments/registry';
import { never as noSignal, tinyModel } from '../../transformer/tiny';

const arm = (policy: string, ratio: number) => ({
  policy,
  parameters: {},
  budget: { kind: 'ratio', ratio },
  when: 'both',
  every: 4,
});
const input = {
  text: 'hello 12 + 34 = 46, and then some more so that it takes more than one chunk of a prompt',
  promptTokens: 37,
  tokens: 20,
  arms: [arm('full', 1), arm('random', 2), arm('streaming-llm', 3)],
  ...{ writes: true, film: true, seed: 3 },
};
const parts: TrialPart[] = [];
let value: TrialValue;
beforeAll(async () => {
  const request = { instrument: 'cache-trial', input: input as Json };
  const model = await tinyModel('wasm-f32');
  value = (await runInstrument(request, model, part => parts.push(part as TrialPart), noSignal)) as TrialValue;
});

const armOf = (index: number) => value.arms[index] as MeasuredArm;
const historyOf = (index: number): CacheHistory => historyOfValue(value, index)!;

/** A cache of one head, of which these tokens are lost after these steps. */
function cacheOf(
  lost: Record<number, number>,
  promptTokens: number,
  steps: number,
  merged: Record<number, number> = {},
): CacheHistory {
  const width = promptTokens + steps;
  const at = (places: Record<number, number>) =>
    Uint16Array.from({ length: width }, (_, token) => places[token] ?? never);
  return {
    ...{
      layers: 1,
      kvHeads: 1,
      learned: null,
      promptTokens,
      width,
      steps,
      lostAt: at(lost),
      into: at(merged),
      attention: null,
    },
    ...{ tokens: Array.from({ length: width }, (_, i) => `t${i}`), kl: [], written: null, divergesAt: null },
    ...{ bytes: Array.from({ length: steps + 1 }, () => 100), fullBytes: Array.from({ length: steps + 1 }, () => 400) },
  };
}

describe('the history of a cache', () => {
  it('is the same from what comes on the way as from the value at the end', () => {
    for (const index of [0, 1, 2]) {
      const { attention, ...end } = historyOf(index);
      const { attention: none, ...live } = historyOfParts(parts, index)!;
      expect(none).toBeNull();
      expect(attention).toHaveLength(end.lostAt.length);
      const { bytes, fullBytes, kl, ...rest } = live;
      expect(Array.from(bytes)).toEqual(Array.from(end.bytes));
      expect(Array.from(fullBytes)).toEqual(Array.from(end.fullBytes));
      Array.from(kl).forEach((nats, i) => expect(nats).toBeCloseTo(end.kl[i]!, 6));
      expect(rest).toEqual({ ...end, bytes: undefined, fullBytes: undefined, kl: undefined });
    }
  });

  it('knows at each step what was known then', () => {
    for (let known = 1; known <= parts.length; known++) {
      const live = historyOfParts(parts.slice(0, known), 2)!;
      const step = live.steps;
      expect(step).toBe(Math.min(known - 1, 19));
      expect([...frameAt(live, step).states]).toEqual([...frameAt(historyOf(2), step).states]);
      expect([...frameAt(live, step).slots]).toEqual(parts[step]!.arms[2]!.slots);
    }
    expect(historyOfParts([], 0)).toBeNull();
  });

  it('has none of a cache that failed or was not filmed', () => {
    const failed = { failure: { kind: 'bound-reached', detail: '' } };
    expect(historyOfValue({ ...value, arms: [failed] }, 0)).toBeNull();
    const { film: _film, ...without } = armOf(1);
    expect(historyOfValue({ ...value, arms: [without] }, 0)).toBeNull();
    expect(historyOfValue(value, 9)).toBeNull();
    expect(
      historyOfParts(
        parts.map(part => ({ ...part, arms: [null] })),
        0,
      ),
    ).toBeNull();
  });
});

describe('the frame of a step', () => {
  it('ends with the slots that the cache holds', () => {
    for (const index of [0, 1, 2]) {
      const history = historyOf(index);
      expect([...frameAt(history, history.steps).slots]).toEqual(armOf(index).slots.flat());
    }
  });

  it('tells kept, evicted, merged and unread apart', () => {
    const history = cacheOf({ 0: 1, 2: 0, 3: 2 }, 3, 2, { 0: 1 });
    const rows = ['kkeuu', 'mkeku', 'mkeek'];
    const letters = 'ukem';
    const read = (step: number) => [...frameAt(history, step).states].map(state => letters[state]).join('');
    expect([0, 1, 2].map(read)).toEqual(rows);
    expect(frameAt(history, 1).slots).toEqual(Uint32Array.of(2));
  });

  it('says where a token lives', () => {
    const history = historyOf(2);
    const frame = frameAt(history, history.steps);
    for (let token = 0; token < history.width; token++) {
      const states = Array.from(frame.slots, (_, head) => frame.states[head * history.width + token]);
      expect(placesOf(frame, token)).toEqual({
        kept: states.filter(state => state === cell.kept).length,
        merged: 0,
        heads: states.length,
      });
    }
    // The sinks are in every head.
    expect(placesOf(frame, 0).kept).toBe(value.layers * value.kvHeads);
    expect(placesOf(frameAt(cacheOf({ 1: 0 }, 3, 0, { 1: 2 }), 0), 1)).toEqual({ kept: 0, merged: 1, heads: 1 });
  });
});

describe('the memory of a cache', () => {
  it('counts the pages that the cache itself has, and those that a server holds which moves nothing', () => {
    for (const index of [0, 1, 2]) {
      const history = historyOf(index);
      const { steps } = history;
      const { slots, pages, unmovedPages, fullPages, fullSlots } = memoryOf(history);
      expect(slots[steps]).toBe(
        armOf(index)
          .slots.flat()
          .reduce((a, b) => a + b),
      );
      expect(unmovedPages[steps]).toBe(
        armOf(index)
          .pagesUnmoved.flat()
          .reduce((a, b) => a + b),
      );
      // The bytes were measured; a page costs the same in every cache.
      const pageBytes = history.fullBytes[0]! / fullPages[0]!;
      for (let step = 0; step <= steps; step++) {
        expect(pages[step]! * pageBytes).toBe(history.bytes[step]);
        expect(fullPages[step]! * pageBytes).toBe(history.fullBytes[step]);
        expect(slots[step]).toBe(frameAt(history, step).slots.reduce((a, b) => a + b));
        expect(fullSlots[step]).toBe(value.layers * value.kvHeads * (37 + step));
      }
    }
  });

  it('keeps a page as long as one of its tokens stays', () => {
    const lost = Object.fromEntries(Array.from({ length: 31 }, (_, token) => [token, token < 15 ? 0 : 1]));
    const { slots, pages, unmovedPages, unmovedBytes } = memoryOf(cacheOf(lost, 32, 2));
    expect([...slots]).toEqual([17, 2, 3]);
    expect([...pages]).toEqual([2, 1, 1]);
    expect([...unmovedPages]).toEqual([2, 2, 2]);
    expect([...unmovedBytes]).toEqual([100, 200, 200]);
  });

  it('counts at every step what the frame of that step shows', () => {
    const lengths = fc.record({
      promptTokens: fc.integer({ min: 1, max: 40 }),
      steps: fc.integer({ min: 0, max: 40 }),
    });
    const caches = lengths.chain(({ promptTokens, steps }) =>
      fc
        .array(fc.oneof(fc.integer({ min: 0, max: steps + 3 }), fc.constant(never)), {
          minLength: promptTokens + steps,
          maxLength: promptTokens + steps,
        })
        // No token is gone before it was read.
        .map(lost => lost.map((step, token) => Math.max(step, token - promptTokens + 1)))
        .map(lost => cacheOf(Object.fromEntries(lost.entries()), promptTokens, steps)),
    );
    fc.assert(
      fc.property(caches, history => {
        const { slots, pages, unmovedPages } = memoryOf(history);
        for (let step = 0; step <= history.steps; step++) {
          const { states, slots: held } = frameAt(history, step);
          const kept = [...states].flatMap((state, token) => (state === cell.kept ? token : []));
          expect(slots[step]).toBe(held[0]);
          expect(pages[step]).toBe(Math.ceil(kept.length / 16));
          expect(unmovedPages[step]).toBe(new Set(kept.map(token => token >> 4)).size);
        }
      }),
    );
  });
});

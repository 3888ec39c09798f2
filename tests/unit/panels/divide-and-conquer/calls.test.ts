import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runPanel, type Settings } from '@/tests/support/panel-run';

const count = async (settings: Settings) => (await runPanel({ settings })).calls.length;
const leaves = async (settings: Settings) =>
  (await runPanel({ settings })).calls.filter(call => call.path.at(-1) === 'solve').length;

const trimmed = (digits: string) => digits.replace(/^0+(?=.)/, '');
const halves = (digits: string) => {
  const high = Math.ceil(digits.length / 2);
  return [digits.slice(0, high), digits.slice(high)] as const;
};

/** Calls of multi-level multiplication, by the recursion of the paper's algorithm 2 on numbers that are cut in the middle. */
function callsToMultiply(a: string, b: string, leaf: number): number {
  const isCut = [a.length > leaf, b.length > leaf];
  if (!isCut[0] && !isCut[1]) return 1;
  const [left, right] = [a, b].map((digits, place) => (isCut[place] ? halves(digits).map(trimmed) : [digits]));
  const parts = left!.flatMap(x => right!.map(y => callsToMultiply(x, y, leaf)));
  return isCut.filter(Boolean).length + parts.reduce((sum, part) => sum + part, 0) + 1;
}

/** The same of addition: both numbers are cut at one place, so that two sums of half the length are left. */
function callsToAdd(a: string, b: string, leaf: number): number {
  const length = Math.max(a.length, b.length);
  if (length <= leaf) return 1;
  const [left, right] = [a, b].map(digits => halves(digits.padStart(length, '0')).map(trimmed));
  return 2 + callsToAdd(left![0]!, right![0]!, leaf) + callsToAdd(left![1]!, right![1]!, leaf) + 1;
}

const digits = (most: number) => fc.stringMatching(new RegExp(`^(?:0|[1-9][0-9]{0,${most - 1}})$`));

describe('the calls of multi-level divide-and-conquer', () => {
  it.each([
    [1, 7],
    [2, 31],
    [3, 127],
  ])('two factors of 2^%i digits, w = 1: 4^D leaves and 2 * 4^D - 1 = %i calls in all', async (depth, total) => {
    const factor = '3'.repeat(2 ** depth);
    const settings: Settings = { strategies: ['divide-and-conquer'], a: factor, b: factor, leaf: 1 };
    expect(total).toBe(2 * 4 ** depth - 1);
    expect([await leaves(settings), await count(settings)]).toEqual([4 ** depth, total]);
  });

  it.each([
    [1, 5],
    [2, 13],
    [3, 29],
  ])('two addends of 2^%i digits, w = 1: 2^D leaves and 4 * 2^D - 3 = %i calls in all', async (depth, total) => {
    const addend = '3'.repeat(2 ** depth);
    const settings: Settings = { task: 'addition', strategies: ['divide-and-conquer'], a: addend, b: addend, leaf: 1 };
    expect(total).toBe(4 * 2 ** depth - 3);
    expect([await leaves(settings), await count(settings)]).toEqual([2 ** depth, total]);
  });

  it.each([
    ['multiplication', callsToMultiply],
    ['addition', callsToAdd],
  ] as const)('of any two numbers and any leaf are those of the recursion: %s', async (task, closedForm) => {
    await fc.assert(
      fc.asyncProperty(digits(9), digits(9), fc.integer({ min: 1, max: 6 }), async (a, b, leaf) => {
        const { calls, strategies } = await runPanel({
          settings: { task, strategies: ['divide-and-conquer'], a, b, leaf },
        });
        expect(calls.length).toBe(closedForm(a, b, leaf));
        expect(strategies['divide-and-conquer']).toMatchObject({ correct: true });
      }),
      { numRuns: 25 },
    );
  });

  it('are only the leaves where code splits and merges', async () => {
    const by = { split: 'code', merge: 'code' } as const;
    expect(await count({ strategies: ['divide-and-conquer'], a: '3333', b: '3333', leaf: 1, ...by })).toBe(16);
    expect(await count({ strategies: ['single-level'], task: 'hallucination', ...by })).toBe(4);
  });
});

describe('the calls of the other strategies', () => {
  const item = { task: 'hallucination', item: 1 } as const;
  /** Sentences of that item. */
  const sentences = 4;

  it.each([1, 2, 3, 4, 5])(
    'single-level: one to split k statements into groups of %i, one a group, one to merge',
    async leaf => {
      expect(await count({ ...item, strategies: ['single-level'], leaf })).toBe(Math.ceil(sentences / leaf) + 2);
    },
  );

  it.each(['multiplication', 'addition'])('single-level solves what is of leaf size in one call: %s', async task => {
    expect(await count({ task, strategies: ['single-level'], a: '7', b: '9', leaf: 1 })).toBe(1);
    expect(await count({ task, strategies: ['single-level'], a: '7123', b: '9', leaf: 4 })).toBe(1);
  });

  it.each(['multiplication', 'addition'])('least-to-most: n + 1 for n steps: %s', async task => {
    for (const n of [1, 3, 6]) {
      const number = '4'.repeat(n);
      expect(await count({ task, strategies: ['least-to-most'], a: number, b: number })).toBe(n + 1);
      expect(await count({ task, strategies: ['least-to-most'], a: number, b: number, split: 'code' })).toBe(n);
    }
  });

  it('least-to-most over n statements: n + 2, for it concludes in a call', async () => {
    expect(await count({ ...item, strategies: ['least-to-most'] })).toBe(sentences + 2);
  });

  it.each([1, 2, 5, 8])(
    'decomposed with %i digits: a decision for each of the modules\u2019 calls, and the last',
    async n => {
      const number = '6'.repeat(n);
      const of = (task: string) => count({ task, strategies: ['decomposed'], a: number, b: number });
      // n products and n - 1 sums; n columns.
      expect(await of('multiplication')).toBe(2 * (2 * n - 1) + 1);
      expect(await of('addition')).toBe(2 * n + 1);
    },
  );

  it.each([1, 3, 40])('self-consistency: its %i chains', async samples => {
    expect(await count({ strategies: ['cot-sc'], samples })).toBe(samples);
  });

  it('tree of thoughts: b + (d - 1) * b^2 thoughts, d * v votes, one answer', async () => {
    for (const [breadth, depth, votes] of [
      [1, 1, 1],
      [2, 2, 3],
      [3, 4, 2],
      [8, 5, 20],
    ] as const) {
      const calls = breadth + (depth - 1) * breadth ** 2 + depth * votes + 1;
      expect(await count({ ...item, strategies: ['tree-of-thoughts'], breadth, depth, votes })).toBe(calls);
    }
  });

  it('are all made at the temperature that they ought to have', async () => {
    const { calls } = await runPanel({
      settings: {
        ...item,
        strategies: ['io', 'cot', 'cot-sc', 'tree-of-thoughts', 'single-level'],
        drawTemperature: 1.3,
      },
      rest: { sampling: { temperature: 0.2 } },
    });
    for (const { path, request } of calls) {
      const isDrawn = path[1] === 'cot-sc' || ['propose', 'choose'].includes(path.at(-1) ?? '');
      expect([path, request.temperature]).toEqual([path, isDrawn ? 1.3 : 0.2]);
    }
    // Each draw has chance of its own.
    expect(new Set(calls.map(({ request }) => request.seed)).size).toBe(calls.length);
  });
});

import { describe, expect, it } from 'vitest';
import { criticalPath } from '@/lib/evaluation/critical-path';
import { measure, money } from '@/lib/evaluation/measure';
import { buildTree } from '@/lib/evaluation/tree';
import type { CallEntry } from '@/lib/experiment/entry';
import { parallelContext, sequentialContext } from '@/lib/panels/divide-and-conquer/decoding-context';
import { decodingContext } from '@/lib/panels/divide-and-conquer/evaluation/context';
import { measureTrials } from '@/lib/panels/divide-and-conquer/evaluation/measure';
import { isCheckable } from '@/lib/panels/divide-and-conquer/evaluation/trials';
import { type ProblemResult, problemResults } from '@/lib/panels/divide-and-conquer/result';
import { wilson } from '@/lib/stats/wilson';
import { panelExperiment } from '@/tests/support/panel-run';
import { evaluated } from './run';
import { call, trial } from './trials';

describe('a score', () => {
  it('without repeats is the share with its Wilson interval', () => {
    const { score, correct, checked } = measure(
      [1, 1, 1, 0].map((right, place) => trial({ problem: `${place}`, right: right === 1 })),
      'exact',
    );
    expect({ correct, checked }).toEqual({ correct: 3, checked: 4 });
    expect(score).toEqual({ ...wilson(3, 4), n: 4, trials: 4, method: 'wilson' });
  });

  it('with repeats counts every problem once, however often it ran, and is no narrower than trials taken for problems', () => {
    const trials = Array.from({ length: 10 }, (_, problem) =>
      Array.from({ length: 4 }, (_, repeat) =>
        trial({ problem: `${problem}`, repeat: repeat + 1, right: problem < 6 }),
      ),
    ).flat();
    const { score } = measure([...trials, trial({ problem: '9', repeat: 5, right: false })], 'exact');
    expect(score).toMatchObject({ n: 10, trials: 41, method: 'bootstrap' });
    expect(score?.share).toBeCloseTo(0.6, 12);
    const naive = wilson(24, 40);
    expect((score?.high ?? 0) - (score?.low ?? 0)).toBeGreaterThan(naive.high - naive.low);
  });

  it('with repeats has a width even where all problems came out alike', () => {
    const trials = [1, 2].flatMap(repeat => ['a', 'b', 'c'].map(problem => trial({ problem, repeat, right: true })));
    expect(measure(trials, 'exact').score).toEqual({ ...wilson(3, 3), n: 3, trials: 6, method: 'wilson' });
  });

  it('leaves out what cannot be checked, and counts what failed as wrong', () => {
    const trials = [
      trial({ problem: 'a', right: true }),
      trial({ problem: 'b', right: null }),
      trial({ problem: 'c', failed: 'answer-unparsable' }),
    ];
    expect(measure(trials, 'checked')).toMatchObject({
      trials: 3,
      checked: 2,
      correct: 1,
      failed: 1,
      score: { share: 0.5, n: 2 },
    });
    expect(measure([trial({ problem: 'b', right: null })], 'checked').score).toBeNull();
  });
});

describe('edit distance', () => {
  it('is the mean over the answers that there are', () => {
    const trials = [
      trial({ problem: 'a', answer: '1234', truth: '1234' }),
      trial({ problem: 'b', answer: '1243', truth: '1234' }),
      trial({ problem: 'c', failed: 'timed-out' }),
    ];
    expect(measure(trials, 'exact').editDistance).toBe(1);
  });
});

describe('detection', () => {
  // By hand: TP 2, FP 1, TN 1, FN 1, and an unreadable answer to a text that contradicts: a miss, FN 2.
  const said: [string, string | null][] = [
    ['yes', 'yes'],
    ['yes', 'yes'],
    ['yes', 'no'],
    ['yes', null],
    ['no', 'no'],
    ['no', 'yes'],
  ];
  const trials = said.map(([truth, answer], place) =>
    trial({ problem: `${place}`, truth, ...(answer === null ? { failed: 'answer-unparsable' } : { answer }) }),
  );

  it('counts an unreadable answer as wrong', () => {
    const { detection, score } = measure(trials, 'detection');
    expect(detection?.counts).toEqual({ truePositives: 2, falsePositives: 1, trueNegatives: 1, falseNegatives: 2 });
    expect(detection?.precision.value).toBeCloseTo(2 / 3, 12);
    expect(detection?.recall.value).toBe(0.5);
    expect(detection?.f1.value).toBeCloseTo(4 / 7, 12);
    expect(detection?.gMean.value).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(score?.share).toBe(0.5);
  });

  it('has bootstrap intervals around its figures, the same every time, and none where they were not asked for', () => {
    const { f1 } = measure(trials, 'detection').detection ?? {};
    expect(f1?.low).toBeLessThan(f1?.value ?? 0);
    expect(f1?.high).toBeGreaterThan(f1?.value ?? 1);
    expect(measure(trials, 'detection').detection?.f1).toEqual(f1);
    expect(measure(trials, 'detection', false).detection?.f1).toEqual({ value: f1?.value, low: null, high: null });
  });
});

describe('cost', () => {
  it('is the mean a problem, and what all problems took for every one that is right', () => {
    const cost = {
      calls: 3,
      promptTokens: 100,
      completionTokens: 20,
      isCounted: true,
      totalCallTime: 60,
      criticalPath: 20,
    };
    const m = measure(
      [trial({ problem: 'a', right: true, cost }), trial({ problem: 'b', right: false, cost: { ...cost, calls: 5 } })],
      'exact',
    );
    expect(m).toMatchObject({ calls: 4, promptTokens: 100, completionTokens: 20, totalCallTime: 60, criticalPath: 20 });
    expect(m.perSolved).toEqual({ calls: 8, promptTokens: 200, completionTokens: 40, totalCallTime: 120 });
    expect(money(m, { promptTokens: 2, completionTokens: 10 })).toBeCloseTo(0.0008, 12);
  });

  it('per solved problem is none where nothing was solved, and has no tokens where they were not counted', () => {
    expect(measure([trial({ problem: 'a', right: false })], 'exact').perSolved).toBeNull();
    const cost = {
      calls: 1,
      promptTokens: 0,
      completionTokens: 7,
      isCounted: false,
      totalCallTime: 1,
      criticalPath: 1,
    };
    const m = measure([trial({ problem: 'a', right: true, cost })], 'exact');
    expect(m).toMatchObject({
      promptTokens: null,
      completionTokens: null,
      perSolved: { calls: 1, promptTokens: null },
    });
    expect(money(m, { promptTokens: 1, completionTokens: 1 })).toBeNull();
  });

  it.each([
    [2, 7],
    [4, 31],
    [8, 127],
  ])('of divide-and-conquer on %i digits is 4^D + 4^D - 1 calls', async (digits, calls) => {
    const number = '3'.repeat(digits);
    const { trials } = await evaluated({ strategies: ['divide-and-conquer'], a: number, b: number });
    expect(measure(trials, 'exact')).toMatchObject({ calls, correct: 1 });
  });
});

describe('the longest chain of dependent calls', () => {
  const chain = (calls: [string, number][]) =>
    criticalPath(
      buildTree(
        calls.map(([path, ms]) => call({ path: ['p', 's', ...path.split(' / ')], ms })),
        ['p', 's'],
      ),
    );

  it('takes the slowest of parallel parts between the splits and the merge, at every level', () => {
    expect(
      chain([
        ['split first', 5],
        ['split second', 7],
        ['high × high / solve', 10],
        ['low × low / split', 4],
        ['low × low / a / solve', 20],
        ['low × low / b / solve', 3],
        ['low × low / merge', 6],
        ['merge', 2],
      ]),
    ).toBe(7 + (4 + 20 + 6) + 2);
  });

  it('adds up steps, and the decision and the module within one', () => {
    expect(
      chain([
        ['step 1 / decide', 1],
        ['step 1 / solve', 10],
        ['step 2 / decide', 2],
        ['step 10 / decide', 3],
      ]),
    ).toBe(16);
  });

  it('puts votes behind thoughts, levels behind each other, and the answer last', () => {
    expect(
      chain([
        ['step 1 / thought 1 / propose', 5],
        ['step 1 / thought 2 / propose', 9],
        ['step 1 / vote 1 / choose', 1],
        ['step 1 / vote 2 / choose', 2],
        ['step 2 / thought 1 / propose', 4],
        ['answer', 3],
      ]),
    ).toBe(9 + 2 + 4 + 3);
  });

  it('takes the slowest chain of self-consistency', () => {
    expect(
      chain([
        ['sample 1 / reason', 5],
        ['sample 2 / reason', 8],
      ]),
    ).toBe(8);
  });
});

describe('the mean decoding context', () => {
  const solve = (place: number, prompt: number, drawn: number): CallEntry =>
    call({ path: ['p', 's', `part ${place}`, 'solve'], prompt, drawn });

  it('measured is the computed one where all calls are parts with prompts of one length', () => {
    const { measured, computed, oneChain } = decodingContext('parallel', [solve(1, 50, 4), solve(2, 50, 2)]);
    expect(measured?.mean).toBe(parallelContext(50, [4, 2]));
    expect(computed?.mean).toBeCloseTo(measured?.mean ?? 0, 12);
    expect(oneChain?.mean).toBe(sequentialContext(50, [4, 2]));
    expect(computed?.weight).toBe(6);
  });

  it('computed leaves out splits and merges and takes the mean prompt', () => {
    const calls = [
      call({ path: ['p', 's', 'split'], prompt: 900, drawn: 9 }),
      solve(1, 40, 4),
      solve(2, 60, 2),
      call({ path: ['p', 's', 'merge'], prompt: 700, drawn: 30 }),
    ];
    const { measured, computed } = decodingContext('parallel', calls);
    expect(computed?.mean).toBeCloseTo(50 + 14 / 12, 12);
    expect(measured?.mean).toBeGreaterThan(computed?.mean ?? Infinity);
  });

  it('of independent chains is the sequential form of each, weighted by its tokens', () => {
    const chains = [
      call({ path: ['p', 's', 'sample 1', 'reason'], prompt: 10, drawn: 3 }),
      call({ path: ['p', 's', 'sample 2', 'reason'], prompt: 20, drawn: 2 }),
    ];
    const { measured, computed, oneChain } = decodingContext('sequential', chains);
    expect(computed?.mean).toBeCloseTo(14.8, 12);
    expect(measured?.mean).toBeCloseTo(14.8, 12);
    expect(oneChain).toBeNull();
  });

  it('is only measured for the other strategies, and unknown where tokens were not counted', () => {
    const step = call({ path: ['p', 's', 'step 1', 'solve'], prompt: 10, drawn: 3 });
    expect(decodingContext(undefined, [step])).toMatchObject({
      measured: { mean: 11, weight: 3 },
      computed: null,
    });
    const uncounted = { ...step, usage: { ...step.usage, counted: 'pieces' as const } };
    expect(decodingContext('sequential', [uncounted])).toEqual({ measured: null, computed: null, oneChain: null });
  });

  it('of a run of divide-and-conquer is there on all counts, and smaller in parts than in one chain', async () => {
    const { trials } = await evaluated({ strategies: ['divide-and-conquer'] });
    const { measured, computed, oneChain } = measureTrials(trials, 'exact').context;
    expect(computed).toBeGreaterThan(0);
    expect(oneChain).toBeGreaterThan(computed ?? Infinity);
    expect(measured).toBeGreaterThan(0);
  });
});

describe('problems and results', () => {
  it('are one problem for all repeats and models', async () => {
    const { trials } = await evaluated({ strategies: ['io', 'cot'], repeats: 2 });
    expect(trials.map(({ problem, repeat, strategy }) => `${problem} ${repeat} ${strategy}`)).toEqual(
      [1, 2].flatMap(repeat => ['io', 'cot'].map(strategy => `4821 × 9170 ${repeat} ${strategy}`)),
    );
  });

  const value = (change: Partial<ProblemResult>): ProblemResult => ({
    problem: { expected: null },
    label: 'a',
    size: 1,
    truth: null,
    repeat: 1,
    model: { engine: 'embedded', model: 'm' },
    strategies: { io: { failure: { kind: 'unknown', detail: '' } } },
    ...change,
  });

  it('can be checked where something is known to compare with', () => {
    const { settings } = panelExperiment({ task: 'own', ownChecker: 'contains' });
    const unchecked = panelExperiment({ task: 'own', ownChecker: 'none' }).settings;
    const problem = { id: 'problem 1', input: 'y', expected: 'x' };
    expect(isCheckable(value({ truth: 'yes' }), settings)).toBe(true);
    expect(isCheckable(value({}), settings)).toBe(false);
    expect(isCheckable(value({ problem }), settings)).toBe(true);
    expect(isCheckable(value({ problem }), unchecked)).toBe(false);
    expect(isCheckable(value({ strategies: { io: { answer: 'x', correct: false } } }), settings)).toBe(true);
    expect(isCheckable(value({ problem, strategies: { io: { answer: 'x', correct: null } } }), settings)).toBe(false);
  });

  it('from an older version, or of another shape, are passed over', () => {
    const good = value({});
    const { label: _label, ...older } = good;
    const results = [good, older, null, 7, { ...good, strategies: { io: { answer: 7 } } }, { ...good, truth: 7 }];
    expect(problemResults(results.map((value, place) => ({ name: `${place}`, value: value as never })))).toEqual([
      { name: '0', value: good },
    ]);
  });
});

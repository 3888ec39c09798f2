import { describe, expect, it } from 'vitest';
import {
  callsText,
  estimateCalls,
  knowsOnlyArithmetic,
  planOf,
  planText,
  speechless,
} from '@/components/divide-and-conquer/form/plan';
import type { PanelExperiment, Settings } from '@/components/workbench/state';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { expectedCalls } from '@/lib/panels/divide-and-conquer/strategies/expected-calls';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { multiplication } from '@/lib/panels/divide-and-conquer/tasks/multiplication/task-prompts';
import { scriptedEngine } from '@/tests/support/scripted-engine';

const other = { engine: 'webllm', model: 'Qwen3-0.6B-q4f16_1-MLC' } as const;

const experiment = (settings: Partial<Settings>, rest: object = {}): PanelExperiment =>
  parseExperiment(
    { version: 1, panel: 'divide-and-conquer', settings, ...rest },
    findPanel,
  ) as unknown as PanelExperiment;

/** Calls that a run really makes, with a model that makes no mistake in arithmetic. */
async function callsOf(of: PanelExperiment, answer = solvePerfectly): Promise<number> {
  const engine = scriptedEngine({ answer: request => answer(request.messages.at(-1)?.content ?? '') });
  await runExperiment({
    panel: divideAndConquerPanel,
    experiment: of,
    engine,
    journal: createJournal(),
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  return engine.calls.length;
}

const arithmetic = ['multiplication', 'addition'];
const fitting = strategies.map(({ id }) => id).filter(id => id !== 'tree-of-thoughts');

describe('the estimate of calls', () => {
  const cases = arithmetic.flatMap(task => fitting.map(strategy => [task, strategy] as const));
  it.each(cases)('is what a run of %s by %s makes', async (task, strategy) => {
    for (const [a, b, leaf] of [
      ['4821', '9177', 1],
      ['48213', '77', 2],
      ['7', '8', 1],
    ] as const) {
      const one = experiment({ task, strategies: [strategy], a, b, leaf });
      const { calls, isExact } = (await estimateCalls(one, 'given'))!;
      expect([calls, isExact]).toEqual([await callsOf(one), true]);
    }
  });

  it('counts what code does as no call', async () => {
    const one = experiment({ strategies: ['divide-and-conquer', 'least-to-most'], split: 'code', merge: 'code' });
    expect((await estimateCalls(one, 'given'))!.calls).toBe(await callsOf(one));
  });

  it('follows the closed form of the multi-level solver over sizes of a power of two', () => {
    const dc = strategies.filter(({ id }) => id === 'divide-and-conquer');
    const options = { ...experiment({}).settings };
    for (const level of [0, 1, 2, 3, 4]) {
      const digits = '9'.repeat(2 ** level);
      // 4^L leaves, and a split of each factor and a merge at each of the (4^L - 1) / 3 inner nodes.
      const closed = 4 ** level + 3 * ((4 ** level - 1) / 3);
      expect(expectedCalls(dc, multiplication, { a: digits, b: digits }, options)).toBe(closed);
    }
  });

  it('is of the very problems that the seed draws, on all models and repeats', async () => {
    const drawn = experiment({ problems: 'drawn', count: 6, digits: ['2', '3'], repeats: 2 }, { seed: 5 });
    expect((await estimateCalls(drawn, 'drawn'))!.calls).toBe(await callsOf(drawn));
    const twice = await estimateCalls({ ...drawn, compare: [other] }, 'drawn');
    expect(twice!.calls).toBe(2 * (await callsOf(drawn)));
  });

  it('knows the tree of thoughts by its settings, and says about where a text is split', async () => {
    const tree = experiment({
      task: 'hallucination',
      strategies: ['tree-of-thoughts'],
      breadth: 2,
      depth: 3,
      votes: 4,
    });
    expect(await estimateCalls(tree, 'given')).toEqual({ calls: 2 + 4 + 4 + 12 + 1, isExact: true });
    expect(await callsOf(tree, () => '1, yes')).toBe(23);
    const split = experiment({ task: 'hallucination', strategies: ['single-level'] });
    expect(await estimateCalls(split, 'given')).toMatchObject({ isExact: false });
  });

  it('counts some of very many, and says so', async () => {
    const many = experiment({ problems: 'drawn', count: 500, strategies: ['io'] });
    expect(await estimateCalls(many, 'drawn')).toEqual({ calls: 500, isExact: false });
  });

  it('does not guess at a strategy that it does not know', () => {
    const { settings } = experiment({});
    expect(expectedCalls([{ id: 'new' }], multiplication, { a: '1', b: '2' }, settings)).toBeNull();
  });
});

describe('what Run says', () => {
  it('problems, strategies, models, repeats', () => {
    const drawn = experiment({ problems: 'drawn', count: 20, repeats: 3 }, { compare: [other] });
    expect(planText(planOf(drawn, 'drawn'))).toBe('20 problems × 3 strategies on 2 models, 3 times each');
    expect(planText(planOf(drawn, 'given'))).toBe('1 problem × 3 strategies, 3 times each');
    expect(planText(planOf(experiment({ strategies: ['io'] }), 'given'))).toBe('1 problem × 1 strategy');
  });

  it('counts only problems that there are and strategies that suit', () => {
    const text = experiment({ task: 'misinformation', problems: 'drawn', count: 500 });
    expect(planText(planOf(text, 'drawn', 64))).toBe('64 problems × 2 strategies');
  });

  it('an estimate to two figures, a count in full', () => {
    expect(callsText({ calls: 1, isExact: true })).toBe('1 call');
    expect(callsText({ calls: 12_345, isExact: true })).toBe('12,345 calls');
    expect(callsText({ calls: 12_345, isExact: false })).toBe('about 12,000 calls');
    expect(callsText({ calls: 7, isExact: false })).toBe('about 7 calls');
  });
});

describe('a model that knows arithmetic only', () => {
  it('is named for texts and your own task, and not for arithmetic', () => {
    const { model } = experiment({});
    expect([knowsOnlyArithmetic(model), knowsOnlyArithmetic(other)]).toEqual([true, false]);
    const named = (task: string, rest: object, problems: 'given' | 'drawn') =>
      speechless(experiment({ task }, rest), problems).length;
    expect(named('addition', {}, 'given')).toBe(0);
    expect(named('own', {}, 'given')).toBe(1);
    expect(named('hallucination', { model: other, compare: [model] }, 'given')).toBe(0);
    expect(named('hallucination', { model: other, compare: [model] }, 'drawn')).toBe(1);
  });
});

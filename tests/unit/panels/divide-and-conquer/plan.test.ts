import { describe, expect, it } from 'vitest';
import { embeddedModel } from '@/lib/engines/models';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { planSentence } from '@/lib/panels/divide-and-conquer/plan-sentence';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import { shortfallsOf } from '@/lib/panels/divide-and-conquer/skills';
import { unsupportedReason } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { tasks } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { panelExperiment, runPanel, type Settings } from '@/tests/support/panel-run';

const other = { engine: 'webllm', model: 'Qwen3-0.6B-q4f16_1-MLC' } as const;
const planOf = (settings: Settings, rest: object = {}) => panel.plan(panelExperiment(settings, rest));
/** Calls that a run really makes, with a model that makes no mistake. */
const callsOf = async (settings: Settings, rest: object = {}) => (await runPanel({ settings, rest })).calls.length;

describe('the plan of calls', () => {
  const cases = tasks.flatMap(task => {
    const prompts = task.prompts(panelExperiment({}).settings.tasks[task.id] ?? {});
    return strategies
      .filter(strategy => unsupportedReason(strategy, prompts) === undefined)
      .map(({ id }) => [task.id, id] as const);
  });
  it.each(cases)('is what a perfect run of %s by %s makes', async (task, strategy) => {
    const all: Settings[] = [
      { a: '4821', b: '9177', leaf: 1 },
      { a: '48213', b: '77', leaf: 2 },
      { a: '7', b: '8', leaf: 1, split: 'code', merge: 'code' },
    ];
    for (const sizes of all) {
      const settings: Settings = { task, strategies: [strategy], samples: 3, votes: 2, ...sizes };
      expect((await planOf(settings))?.calls).toBe(await callsOf(settings));
    }
  });

  it('says about where the model divides texts as it likes, and exactly elsewhere', async () => {
    expect(await planOf({ task: 'hallucination', strategies: ['single-level'] })).toMatchObject({ isExact: false });
    expect(await planOf({ task: 'hallucination', strategies: ['io', 'cot-sc'] })).toMatchObject({ isExact: true });
    expect(await planOf({ strategies: ['divide-and-conquer'] })).toMatchObject({ isExact: true });
  });

  it('follows the closed form of the multi-level solver over sizes of a power of two', () => {
    const { flowExample } = findTask('multiplication');
    const strategy = strategies.find(({ divides }) => divides === 'repeatedly');
    for (const level of [0, 1, 2, 3, 4]) {
      const digits = '9'.repeat(2 ** level);
      // 4^L leaves, and a split of each factor and a merge at each of the (4^L - 1) / 3 inner nodes.
      const closed = 4 ** level + 3 * ((4 ** level - 1) / 3);
      const { options } = panelExperiment({}).settings;
      expect(strategy?.expectedCalls(flowExample.prompts, { a: digits, b: digits }, options)).toBe(closed);
    }
  });

  it('is of the very problems that the seed samples, on all models and repeats', async () => {
    const many: Settings = { problems: 'drawn', count: 6, digits: ['2', '3'], repeats: 2 };
    const calls = await callsOf(many, { seed: 5 });
    expect((await planOf(many, { seed: 5 }))?.calls).toBe(calls);
    expect((await planOf(many, { seed: 5, compare: [other] }))?.calls).toBe(2 * calls);
  });

  it('counts some of very many, and says so', async () => {
    const plan = await planOf({ problems: 'drawn', count: 500, strategies: ['io'] });
    expect(plan).toEqual({ calls: 500, isExact: false, sentence: '500 problems × 1 strategy' });
  });

  it('asks for the data that is not here', async () => {
    await expect(planOf({ task: 'hallucination', data: '0123456789abcdef' })).rejects.toMatchObject({
      kind: 'data-missing',
    });
  });
});

describe('what Run says', () => {
  const said = (settings: Settings, compare: object[] = [], available?: number) =>
    planSentence(panelExperiment(settings).settings, compare as never, available);

  it('problems, strategies, models, repeats', () => {
    expect(said({ problems: 'drawn', count: 20, repeats: 3 }, [other])).toBe(
      '20 problems × 3 strategies on 2 models, 3 times each',
    );
    expect(said({ repeats: 3 }, [other])).toBe('1 problem × 3 strategies, 3 times each');
    expect(said({ strategies: ['io'] })).toBe('1 problem × 1 strategy');
  });

  it('counts only problems that there are and strategies that suit', async () => {
    const text: Settings = { task: 'misinformation', problems: 'drawn', count: 500 };
    expect(said(text, [], 64)).toBe('64 problems × 2 strategies');
    expect((await planOf(text))?.sentence).toBe('64 problems × 2 strategies');
  });
});

describe('a model that cannot do the task', () => {
  const { ref } = embeddedModel;
  const gaps = (settings: Settings, rest: object = {}) => shortfallsOf(panelExperiment(settings, rest));

  it('is named for texts and your own task, and not for arithmetic', () => {
    const lacksEnglish = { model: ref, knows: ['arithmetic'], needs: 'English' };
    expect(gaps({ task: 'addition' })).toEqual([]);
    expect(gaps({ task: 'own' })).toEqual([lacksEnglish]);
    expect(gaps({ task: 'hallucination' }, { model: other, compare: [ref] })).toEqual([]);
    expect(gaps({ task: 'hallucination', problems: 'drawn' }, { model: other, compare: [ref] })).toEqual([
      lacksEnglish,
    ]);
  });

  it('is named where the run has a longer number than it learned, zeros in front not counted', () => {
    const tooLong = (longest: number) => [{ model: ref, learned: embeddedModel.longestNumber, longest }];
    expect(gaps({ a: '12345678', b: '7' })).toEqual([]);
    expect(gaps({ a: '7', b: '123456789012' })).toEqual(tooLong(12));
    expect(gaps({ a: '000123456789', b: '7' })).toEqual(tooLong(9));
    expect(gaps({ task: 'addition', a: '123456789', b: '7' })).toEqual(tooLong(9));
    // Problems that are sampled have lengths of their own, and the given numbers then mean nothing.
    expect(gaps({ a: '123456789', problems: 'drawn', digits: ['2', '8'] })).toEqual([]);
    expect(gaps({ a: '123456789', b: '7' }, { model: other })).toEqual([]);
    expect(gaps({ a: '123456789', b: '7' }, { model: { engine: 'endpoint', model: 'large' } })).toEqual([]);
  });
});

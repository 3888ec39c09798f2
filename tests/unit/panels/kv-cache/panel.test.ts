import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { encodeVector } from '@/lib/core/vectors';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import { compressedModels, embeddedModel, nerModel } from '@/lib/engines/models';
import { createJournal } from '@/lib/experiment/journal';
import { decodeLink } from '@/lib/experiment/link';
import type { Experiment } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment, parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { modelAdvice, policiesThatKeep } from '@/lib/panels/kv-cache/model-advice';
import { createKvPanel, kvPanel } from '@/lib/panels/kv-cache/panel';
import { type Registry, registry } from '@/lib/panels/kv-cache/registry';
import { fullOf, sweepOf } from '@/lib/panels/kv-cache/report/sweep';
import { readResult, resultsOf } from '@/lib/panels/kv-cache/result';
import { seriesOf } from '@/lib/panels/kv-cache/series';
import { fieldsOf, type KvSettings } from '@/lib/panels/kv-cache/settings';
import { tableOf } from '@/lib/panels/kv-cache/table';
import { needles } from '@/lib/panels/kv-cache/texts/needles';
import { products } from '@/lib/panels/kv-cache/texts/products';
import type { KvInput } from '@/lib/panels/kv-cache/units';
import type { TrialInput } from '@/lib/transformer/instruments/cache-trial/input';
import { readTrial, type TrialValue } from '@/lib/transformer/instruments/cache-trial/value';
import type { Policy } from '@/lib/transformer/policies/contract';
import { scriptedEngine } from '../../../support/scripted-engine';

const experimentOf = (settings: object = {}, panel = kvPanel): Experiment<KvSettings> =>
  parseExperiment({ version: 1, panel: panel.id, settings }, panel) as Experiment<KvSettings>;

const small = { count: 2, policies: ['full', 'h2o', 'streaming-llm'], ratios: ['2', '4'] };

/** A trial of one layer with one head: each ratio r has a KL of r, and is right up to 2. StreamingLLM cannot go on at 4. */
function trialOf({ arms, writes }: TrialInput): TrialValue {
  const vector = (value: number) => encodeVector([value, value]);
  return {
    ...{ layers: 1, kvHeads: 1, heads: 2, headDim: 4, learned: null },
    tokens: ['a', 'b', '4', '2'],
    promptTokens: 2,
    end: 'length',
    full: { logprobs: vector(-1), bytes: vector(4096) },
    arms: arms.map(({ policy, budget }) => {
      const ratio = budget.kind === 'ratio' ? budget.ratio : 0;
      if (policy === 'streaming-llm' && ratio === 4)
        return { failure: { kind: 'context-exceeded', detail: 'too long' } };
      return {
        ...{ logprobs: vector(-1 - Math.log(ratio)), bytes: vector(4096 / ratio), kl: vector(ratio - 1) },
        agrees: ratio > 2 ? '10' : '11',
        slots: [[32 / ratio]],
        meanSlots: vector(32 / ratio),
        pagesUnmoved: [[2]],
        ...(writes && { written: ratio > 2 ? ['4', '3'] : ['4', '2'], divergesAt: ratio > 2 ? 1 : null }),
      };
    }),
  };
}

const answered: Registry = {
  ...registry,
  textSets: [
    {
      ...products,
      load: async () =>
        ['one', 'two'].map(id => ({ id, title: `Text ${id}`, text: id, promptTokens: null, answer: '42' })),
    },
  ],
};
const panel = createKvPanel(answered);

async function run(
  settings: object = small,
  measure: (input: TrialInput) => Json = trialOf,
  compare: Experiment['compare'] = [],
  journal = createJournal(),
) {
  const engine = scriptedEngine({ answer: () => '', measure: ({ input }) => measure(input as unknown as TrialInput) });
  const experiment = { ...experimentOf(settings, panel), compare };
  const outcome = await runExperiment({
    panel,
    experiment,
    openEngine: async () => engine,
    journal,
    signal: new AbortController().signal,
    onEvent() {},
  });
  return { ...outcome, experiment, engine, inputs: engine.measured.map(({ input }) => input as unknown as TrialInput) };
}

describe('an experiment on caches', () => {
  it('measures each text under each policy once, with all budgets as arms', async () => {
    const { inputs, status } = await run();
    expect(status).toBe('finished');
    expect(inputs).toHaveLength(6);
    const armsOf = (policy: string) => inputs.find(({ arms }) => arms[0]?.policy === policy)?.arms;
    expect(armsOf('h2o')?.map(({ budget }) => budget)).toEqual([
      { kind: 'ratio', ratio: 2 },
      { kind: 'ratio', ratio: 4 },
    ]);
    // Nothing is removed from the full cache, so that it has one arm.
    expect(armsOf('full')?.map(({ budget }) => budget)).toEqual([{ kind: 'ratio', ratio: 1 }]);
    // Only the first text has a film.
    expect(inputs.map(({ film }) => film)).toEqual([true, true, true, false, false, false]);
  });

  it('has slots as budgets where they are asked for, and parameters of policies', async () => {
    const { inputs } = await run({ ...small, policies: ['h2o'], budget: 'slots', slots: ['16', '64'], policy: { h2o: { recent: 0.25 } } }); // prettier-ignore
    expect(inputs[0]?.arms.map(({ budget, parameters }) => [budget, parameters])).toEqual([
      [{ kind: 'slots', slots: 16 }, { recent: 0.25 }],
      [{ kind: 'slots', slots: 64 }, { recent: 0.25 }],
    ]);
  });

  it('comes to a row a policy and budget; what failed is counted beside the figures, never in them', async () => {
    const { results, experiment } = await run();
    const rows = sweepOf(resultsOf(results), experiment.seed);
    const row = (policy: string, budget: number) => rows.find(one => one.policy === policy && one.budget === budget);
    expect(rows.map(({ policy, budget }) => `${policy} ${budget}`)).toEqual([
      'full 0',
      'h2o 2',
      'h2o 4',
      'streaming-llm 2',
      'streaming-llm 4',
    ]);
    expect(row('full', 0)).toMatchObject({ texts: 2, ratio: 1, kl: { value: 0 }, perplexity: { value: 1 } });
    expect(row('h2o', 4)).toMatchObject({ texts: 2, scored: 4, agreed: 2, ratio: 4, slotsRead: 8, kl: { value: 3 } });
    expect(row('h2o', 4)?.perplexity.value).toBeCloseTo(4, 5);
    expect(row('h2o', 2)?.judged).toMatchObject({ right: 2, of: 2 });
    expect(row('h2o', 4)?.judged).toMatchObject({ right: 0, of: 2 });
    expect(row('streaming-llm', 4)).toMatchObject({ texts: 0, judged: null, kl: { value: null } });
    expect(row('streaming-llm', 4)?.failed).toHaveLength(2);
    expect(fullOf(resultsOf(results))).toMatchObject({ texts: 2, bytes: 4096, judged: { right: 2, of: 2 } });
    const table = tableOf(experiment, results, answered);
    expect(table.rows[0]?.slice(0, 6)).toEqual(['Full cache', '', '2', '0', '0.000 (0.000 to 0.000)', '1.00 (1.00 to 1.00)']); // prettier-ignore
    expect(table.rows).toHaveLength(rows.length);
    expect(table.rows.at(-1)?.slice(0, 4)).toEqual(['StreamingLLM', '4', '0', '2']);
    expect(panel.score(experiment, results)).toBe('At 4×: H2O, KL 3.000');
  });

  it('says what all are measured against where the experiment does not name the control', async () => {
    const { results, experiment } = await run({ ...small, policies: ['h2o'] });
    const table = tableOf(experiment, results, answered);
    expect(table.rows[0]).toEqual(['Full cache', '', '2', '0', '0', '1', '', '2 of 2', '1.0', '']);
    expect(table.rows).toHaveLength(3);
  });

  it('keeps the models of a comparison apart', async () => {
    const { results, experiment } = await run(small, trialOf, [nerModel.ref]);
    const all = resultsOf(results);
    expect(new Set(all.map(({ model }) => model)).size).toBe(2);
    const rows = sweepOf(all, experiment.seed);
    expect(rows).toHaveLength(10);
    for (const { texts, failed } of rows) expect(texts + failed.length).toBe(2);
    const table = tableOf(experiment, results, answered);
    expect(table.columns[0]).toBe('Model');
    expect(table.rows.map(([model]) => model)).toEqual([
      ...Array<string>(5).fill(refKey(experiment.model)),
      ...Array<string>(5).fill(refKey(nerModel.ref)),
    ]);
    expect(panel.score(experiment, results)).toBe('At 4×: H2O, KL 3.000');
  });

  it('calls the control of a model that compresses its own cache what it is', async () => {
    const { results, experiment } = await run(small, input => ({ ...trialOf(input), learned: 'DMC' }) as Json);
    const titles = tableOf(experiment, results, answered).rows.map(([title]) => title);
    expect(titles[0]).toBe('As trained (DMC)');
    expect(titles).not.toContain('Full cache');
    expect(titles).toContain('H2O');
  });

  it('goes on with the measurement that was under way when the device was lost, and comes out the same', async () => {
    const whole = await run();
    let asked = 0;
    const broken = await run(small, input => {
      if (++asked === 3) throw new Failure('device-lost');
      return trialOf(input);
    });
    expect([broken.status, broken.engine.loads(), asked]).toEqual(['finished', 2, 7]);
    expect(broken.results).toEqual(whole.results);
  });

  it('loses nothing of a sweep whose device does not come back', async () => {
    const whole = await run();
    const journal = createJournal();
    let asked = 0;
    const lost = await run(
      small,
      input => {
        if (++asked > 3) throw new Failure('device-lost');
        return trialOf(input);
      },
      [],
      journal,
    );
    expect([lost.status, lost.failure?.kind]).toEqual(['stopped', 'device-lost']);
    const resumed = await run(small, trialOf, [], journal);
    expect([resumed.status, resumed.engine.measured.length]).toEqual(['finished', 3]);
    expect(resumed.results).toEqual(whole.results);
  });

  it('makes nothing of a measurement that is not one of a cache', async () => {
    const { results } = await run({ ...small, policies: ['h2o'] }, () => ({ layers: 1 }));
    expect(results.map(({ failure }) => failure?.kind)).toEqual(['file-malformed', 'file-malformed']);
  });

  it('refuses an own text that is empty, before a run', () => {
    const obstacle = (own: object) => kvPanel.form?.obstacle?.(experimentOf({ texts: 'own', own }).settings);
    expect(obstacle({ text: ' ' })).toMatch(/type or paste/);
    expect(obstacle({ text: 'a' })).toBeUndefined();
  });

  it('takes an own text as long as an experiment may hold, and refuses a longer one by a sentence', () => {
    const longest = 'a'.repeat(fieldsOf(registry).own.fields.text.maxLength);
    expect(experimentOf({ texts: 'own', own: { text: longest } }).settings.own.text).toHaveLength(longest.length);
    expect(longest.length).toBeGreaterThanOrEqual(20_000);
    expect(() => experimentOf({ texts: 'own', own: { text: `${longest}a` } })).toThrow(
      expect.objectContaining({ kind: 'experiment-invalid' }),
    );
  });

  it('reads an own text as a prompt, or predicts the rest of it', async () => {
    const unitOf = async (own: object) => {
      const [unit] = await kvPanel.phases[0].units(experimentOf({ texts: 'own', own, policies: ['h2o'] }), {});
      return unit?.input as unknown as KvInput;
    };
    expect((await unitOf({ text: 'Hello' })).text).toMatchObject({ text: [{ content: 'Hello' }], promptTokens: null });
    expect((await unitOf({ text: 'Hello', continuation: 'text', promptTokens: 3 })).text).toMatchObject({
      text: 'Hello',
      promptTokens: 3,
    });
  });

  it('travels in a link', () => {
    const experiment = experimentOf({ ...small, texts: 'needles', every: 3, policy: { h2o: { recent: 0.1 } } });
    expect(decodeLink(encodeLink(experiment, kvPanel), kvPanel)).toEqual(experiment);
  });
});

describe('a policy that nobody heard of', () => {
  it('is chosen, set, run, drawn and scored like all others', async () => {
    const unheard: Policy = {
      id: 'unheard-of',
      title: 'Unheard of',
      summary: 'Keeps what it likes.',
      source: null,
      isChosenAtFirst: true,
      parameters: [
        { name: 'taste', title: 'Taste', help: 'How much.', default: 0.5, min: 0, max: 1, isInteger: false },
      ],
      needs: () => ({}),
      protects: () => ({ first: 0, recent: 0 }),
      score: heads => heads.map(({ length }) => new Float32Array(length)),
    };
    const own = createKvPanel({ ...answered, policies: [...registry.policies, unheard] });
    const { settings } = defaultExperiment(own) as Experiment<KvSettings>;
    expect(settings.policies).toContain('unheard-of');
    expect(settings.policy['unheard-of']).toEqual({ taste: 0.5 });
    expect(own.form?.lines(settings).map(({ path, label }) => [path, label])).toContainEqual([
      'policy.unheard-of.taste',
      'Unheard of: taste',
    ]);
    const [unit] = await own.phases[0].units(experimentOf({ policies: ['unheard-of'] }, own), {});
    expect(unit?.name).toBe('one, unheard-of');
    expect(seriesOf('unheard-of')).toBe(0);
  });

  it('leaves each of the first policies a colour of its own', () => {
    const first = registry.policies.filter(({ isChosenAtFirst }) => isChosenAtFirst).map(({ id }) => seriesOf(id));
    expect(new Set(first).size).toBe(first.length);
    expect(Math.max(...first)).toBeLessThan(8);
  });
});

describe('texts', () => {
  it('are as many as are asked for, each with an answer that only it gets right', async () => {
    for (const set of [products, needles]) {
      const texts = await set.load();
      expect(texts.length).toBeGreaterThanOrEqual(32);
      expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length);
      for (const { answer } of texts) {
        expect(set.isRight?.(`Units first: 12\nAnswer: ${answer}`, answer ?? '')).toBe(set === products);
        expect(set.isRight?.(answer ?? '', answer ?? '')).toBe(true);
        expect(set.isRight?.(`${answer}1`, answer ?? '')).toBe(false);
      }
    }
    expect(products.isRight?.('Answer: 1,234', '1234')).toBe(true);
    expect(products.isRight?.('no number', '1234')).toBe(false);
  });
});

describe('advice on a model', () => {
  const experiment = experimentOf({ texts: 'products', policies: ['full', 'quantised-q8_0', 'h2o', 'streaming-llm'] });
  const advise = (model: EngineRef, ...compare: EngineRef[]) =>
    modelAdvice({ ...experiment, model, compare }, registry);
  const kinds = (model: EngineRef, ...compare: EngineRef[]) => advise(model, ...compare).map(({ kind }) => kind);

  it('says which models nobody can look into, and which the texts were not made for', () => {
    expect(kinds({ engine: 'webllm', model: 'any' })).toEqual(['closed']);
    expect(kinds({ engine: 'endpoint', model: 'any' })).toEqual(['closed']);
    expect(kinds(embeddedModel.ref)).toEqual([]);
    expect(kinds(nerModel.ref)).toEqual(['other texts']);
    expect(advise(embeddedModel.ref, nerModel.ref)).toEqual([
      { kind: 'other texts', model: nerModel.ref, usual: embeddedModel.ref },
    ]);
  });

  it.each(compressedModels)('says which policies have no work on $title', ({ ref, compression }) => {
    const own = {
      ...{ kind: 'compresses itself', model: ref, method: compression?.method },
      policies: ['StreamingLLM', 'H2O'],
    };
    expect(advise(ref)).toEqual([own]);
    expect(advise(embeddedModel.ref, ref)).toEqual([own]);
    const settings = { ...experiment.settings, policies: policiesThatKeep(experiment.settings.policies, registry) };
    expect(settings.policies).toEqual(['full', 'quantised-q8_0']);
    expect(modelAdvice({ ...experiment, model: ref, settings }, registry)).toEqual([]);
  });

  it('leaves the control where all chosen policies remove tokens', () =>
    expect(policiesThatKeep(['h2o'], registry)).toEqual(['full']));
});

describe('what a file says of a trial', () => {
  const input = {
    arms: [{ policy: 'h2o', budget: { kind: 'ratio', ratio: 2 } }],
    writes: true,
  } as unknown as TrialInput;

  it('is read where its lists have the lengths that it states, and refused else', () => {
    const value = trialOf(input);
    expect(readTrial(value)).toEqual(value);
    // Older journals do not say how a model compresses its own cache.
    const { learned: _, ...older } = value;
    expect(readTrial(older)).toEqual(value);
    const [arm] = value.arms;
    const film = { tokens: 3, lostAt: 'AAAAAAAA', attention: 'AAAA' };
    expect(readTrial({ ...value, arms: [{ ...arm, film }] } as Json)).toBeDefined();
    const wrong: Json[] = [
      null,
      { ...value, layers: 2 },
      { ...value, promptTokens: 5 },
      { ...value, tokens: ['a'] },
      { ...value, full: { logprobs: '!', bytes: '' } },
      { ...value, arms: [{ ...arm, agrees: '1' }] } as Json,
      { ...value, arms: [{ ...arm, kl: encodeVector([1]) }] } as Json,
      { ...value, arms: [{ ...arm, film: { ...film, lostAt: 'AAAA' } }] } as Json,
      { ...value, arms: [{ ...arm, film: { ...film, tokens: 1e6 } }] } as Json,
    ];
    for (const one of wrong) expect(readTrial(one)).toBeUndefined();
  });

  it('is a result of the panel only if it has an arm for each budget', async () => {
    const { results } = await run();
    const value = results[1]?.value as { [key: string]: Json };
    expect(readResult(value)).toEqual(value);
    expect(readResult({ ...value, budgets: [2] })).toBeUndefined();
    expect(readResult({ ...value, scored: -1 })).toBeUndefined();
  });
});

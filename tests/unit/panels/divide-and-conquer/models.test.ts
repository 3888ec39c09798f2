import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { createJournal } from '@/lib/experiment/journal';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { runPanel, type Settings } from '@/tests/support/panel-run';
import { type Script, scriptedEngine } from '@/tests/support/scripted-engine';

const first: EngineRef = { engine: 'embedded', model: 'one' };
const second: EngineRef = { engine: 'endpoint', model: 'two' };
const third: EngineRef = { engine: 'webllm', model: 'three' };
const settings: Settings = { problems: 'drawn', digits: ['2'], count: 2, strategies: ['io', 'divide-and-conquer'] };
/** Of one model: two problems, each with one call and with seven. */
const callsOfAModel = 2 * (1 + 7);

const engineFor = ({ model }: EngineRef, script: Partial<Script> = {}) =>
  scriptedEngine({
    answer: request => solvePerfectly(request.messages.at(-1)?.content ?? ''),
    id: `scripted/${model}`,
    ...script,
  });

/** Three models, of which the later ones are opened when their turn comes. */
function models(scripts: Partial<Record<string, Partial<Script>>> = {}) {
  const turns: string[] = [];
  const engine = (ref: EngineRef) =>
    engineFor(ref, {
      ...scripts[ref.model],
      onLoad: () => (turns.push(`load ${ref.model}`), scripts[ref.model]?.onLoad?.()),
    });
  const engines = { one: engine(first), two: engine(second), three: engine(third) };
  const openEngine = async ({ model }: EngineRef) => {
    turns.push(`open ${model}`);
    return engines[model as keyof typeof engines];
  };
  return { engines, openEngine, turns };
}

const rest = { model: first, compare: [second, third] };
const modelsOf = (values: { model: EngineRef }[]) => values.map(({ model }) => model.model);

describe('an experiment on several models', () => {
  it('runs them one after the other, each on its own engine, over the same problems', async () => {
    const { engines, openEngine, turns } = models();
    const run = await runPanel({ settings, rest, openEngine });
    expect(run.outcome.status).toBe('finished');
    expect(turns).toEqual(['open one', 'load one', 'open two', 'load two', 'open three', 'load three']);
    expect(modelsOf(run.values)).toEqual(['one', 'one', 'two', 'two', 'three', 'three']);
    const [a, b] = run.values.map(({ label }) => label);
    expect(run.values.map(({ label }) => label)).toEqual([a, b, a, b, a, b]);
    expect(run.outcome.results.map(({ name }) => name)).toEqual([
      a,
      b,
      ...[second, third].flatMap(({ engine, model }) => [`${a}, ${engine}/${model}`, `${b}, ${engine}/${model}`]),
    ]);
    for (const { calls } of Object.values(engines)) expect(calls).toHaveLength(callsOfAModel);
    expect(engines.one.calls.toSorted()).toEqual(engines.two.calls.toSorted());
    for (const { strategies } of run.values)
      expect(Object.values(strategies).every(result => 'correct' in result && result.correct)).toBe(true);
  });

  it('says in the journal who answered, and draws anew for each', async () => {
    const { openEngine } = models();
    const { calls } = await runPanel({ settings, rest, openEngine });
    expect(calls).toHaveLength(3 * callsOfAModel);
    for (const { path, engine } of calls) {
      const model = /\/(\w+)$/.exec(path[0] ?? '')?.[1] ?? 'one';
      expect([path, engine]).toEqual([path, `scripted/${model}`]);
    }
    expect(new Set(calls.map(({ request }) => request.seed)).size).toBe(calls.length);
  });

  it.each([1, callsOfAModel - 1, callsOfAModel, callsOfAModel + 3, 2 * callsOfAModel + 5])(
    'stops after %i calls and goes on from there, whichever model had its turn',
    async limit => {
      const stop = new AbortController();
      let made = 0;
      const onCall = () => void (++made === limit && stop.abort());
      const script = { onCall };
      const stopped = models({ one: script, two: script, three: script });
      const journal = createJournal();
      const before = await runPanel({
        settings,
        rest,
        journal,
        signal: stop.signal,
        openEngine: stopped.openEngine,
      });
      expect(before.outcome.status).toBe('stopped');
      expect(before.outcome.failure).toBeUndefined();
      const kept = before.calls.length;

      const { engines, openEngine, turns } = models();
      const after = await runPanel({ settings, rest, journal, openEngine });
      expect(after.outcome.status).toBe('finished');
      expect(modelsOf(after.values)).toEqual(['one', 'one', 'two', 'two', 'three', 'three']);
      const sent = Object.values(engines).reduce((sum, { calls }) => sum + calls.length, 0);
      expect(kept + sent).toBe(3 * callsOfAModel);
      // A model whose calls are all in the journal is not loaded again.
      if (kept >= callsOfAModel) expect(turns).not.toContain('load one');
    },
  );

  it.each([
    [
      'opened',
      () => {
        throw new Failure('model-unsupported', 'No such model.');
      },
      {},
    ],
    [
      'loaded',
      undefined,
      {
        onLoad: () => {
          throw new Failure('model-unsupported', 'No such model.');
        },
      },
    ],
  ] as const)(
    'keeps what the first has done when the second cannot be %s, and says why it stopped',
    async (_what, open, script) => {
      const { engines, openEngine } = models({ two: script });
      const journal = createJournal();
      const opening = async (ref: EngineRef) => (ref.model === second.model && open ? open() : openEngine(ref));
      const run = await runPanel({ settings, rest, journal, openEngine: opening });
      expect(run.outcome).toMatchObject({ status: 'stopped', failure: { kind: 'model-unsupported' } });
      expect(modelsOf(run.values)).toEqual(['one', 'one']);
      expect(engines.three.calls).toEqual([]);

      const later = models();
      const again = await runPanel({
        settings,
        rest,
        journal,
        openEngine: later.openEngine,
      });
      expect(again.outcome.status).toBe('finished');
      expect(later.engines.one.calls).toEqual([]);
    },
  );

  it('goes on to the next where one only answers nonsense', async () => {
    const { openEngine } = models({ two: { answer: () => 'I would rather not.' } });
    const run = await runPanel({ settings, rest, openEngine });
    expect(run.outcome.status).toBe('finished');
    const failed = run.values.map(({ strategies }) => Object.values(strategies).some(result => 'failure' in result));
    expect(failed).toEqual([false, false, true, true, false, false]);
  });

  it('loads only the first where there is one problem', async () => {
    const { openEngine, turns } = models();
    const run = await runPanel({ settings: { ...settings, problems: 'given' }, rest, openEngine });
    expect([modelsOf(run.values), turns]).toEqual([['one'], ['open one', 'load one']]);
  });

  it('takes a model that is named twice once', async () => {
    const { openEngine } = models();
    const run = await runPanel({
      settings,
      rest: { model: first, compare: [second, first, second] },
      openEngine,
    });
    expect(modelsOf(run.values)).toEqual(['one', 'one', 'two', 'two']);
  });

  it('gives every unit a name that its calls are found by, however long', async () => {
    const long = (model: string) => ({ engine: 'endpoint' as const, model: `${'organisation/'.repeat(6)}${model}` });
    const problems = Array.from({ length: 2 }, (_, place) => `Problem ${place} is / short.`).join('\n---\n');
    const run = await runPanel({
      settings: {
        task: 'own',
        problems: 'drawn',
        ownProblems: problems,
        ownChecker: 'none',
        strategies: ['io'],
        repeats: 2,
      },
      rest: { model: first, compare: [long('a'), long('b')] },
      answer: () => 'x',
      openEngine: async ref => scriptedEngine({ answer: () => 'x', id: ref.model }),
    });
    const names = run.outcome.results.map(({ name }) => name);
    expect(new Set(names).size).toBe(2 * 2 * 3);
    expect(new Set(run.calls.map(({ path }) => path[0]))).toEqual(new Set(names));
    expect(Math.max(...names.map(name => name.length))).toBeLessThanOrEqual(100);
  });
});

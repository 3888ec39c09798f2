import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { EngineRef } from '@/lib/engines/contract';
import { createJournal, type Journal } from '@/lib/experiment/journal';
import type { Panel } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { type Script, scriptedEngine } from '../../support/scripted-engine';
import { solveSum, sumExperiment, sums } from './sums';

const refs: EngineRef[] = ['one', 'two', 'three'].map(model => ({ engine: 'endpoint', model }));
const experiment = { ...sumExperiment({ problems: 2 }), model: refs[0]! };
/** Two sums of three calls each. */
const callsOfAModel = 6;

/** The sums once on each of three models. */
const panel: Panel = {
  ...sums,
  phases: [
    {
      name: 'add',
      async units(experiment, earlier) {
        const units = await sums.phases[0].units(experiment, earlier);
        return refs.flatMap(model => units.map(unit => ({ ...unit, name: `${unit.name}, ${model.model}`, model })));
      },
    },
  ],
};

function setUp(scripts: Partial<Record<string, Partial<Script>>> = {}, cannotOpen?: string) {
  const turns: string[] = [];
  const engines = Object.fromEntries(
    refs.map(({ model }) => {
      const onLoad = () => {
        turns.push(`load ${model}`);
        scripts[model]?.onLoad?.();
      };
      return [model, scriptedEngine({ answer: solveSum, id: `scripted/${model}`, ...scripts[model], onLoad })];
    }),
  );
  const openEngine = async ({ model }: EngineRef) => {
    turns.push(`open ${model}`);
    if (model === cannotOpen) throw new Failure('model-unsupported', 'No such model.');
    return engines[model]!;
  };
  const sent = () => Object.values(engines).reduce((sum, { calls }) => sum + calls.length, 0);
  const run = (journal: Journal = createJournal(), signal = new AbortController().signal) =>
    runExperiment({ panel, experiment, openEngine, journal, signal, onEvent: () => {} });
  return { engines, turns, sent, run };
}

const names = (...models: string[]) => models.flatMap(model => [`sum 1, ${model}`, `sum 2, ${model}`]);

describe('a phase on several models', () => {
  it('runs them one after the other, each on its own engine, and journals who answered', async () => {
    const { turns, run } = setUp();
    const journal = createJournal();
    const { status, results } = await run(journal);
    expect(status).toBe('finished');
    expect(turns).toEqual(['open one', 'load one', 'open two', 'load two', 'open three', 'load three']);
    expect(results.map(({ name }) => name)).toEqual(names('one', 'two', 'three'));
    for (const entry of journal)
      if (entry.kind === 'call') expect(`scripted/${entry.path[0]?.split(', ')[1]}`).toBe(entry.engine);
  });

  it.each([1, callsOfAModel - 1, callsOfAModel, callsOfAModel + 3, 2 * callsOfAModel + 5])(
    'stops after %i calls and goes on from there, whichever model had its turn',
    async limit => {
      const stop = new AbortController();
      let made = 0;
      const script = { onCall: () => void (++made === limit && stop.abort()) };
      const journal = createJournal();
      const before = await setUp({ one: script, two: script, three: script }).run(journal, stop.signal);
      expect(before.status).toBe('stopped');
      const kept = journal.entries().filter(({ kind }) => kind === 'call').length;
      const after = setUp();
      const { status, results } = await after.run(journal);
      expect(status).toBe('finished');
      expect(results.map(({ name }) => name)).toEqual(names('one', 'two', 'three'));
      expect(kept + after.sent()).toBe(3 * callsOfAModel);
      // A model whose calls are all in the journal is not loaded again.
      if (kept >= callsOfAModel) expect(after.turns).not.toContain('load one');
    },
  );

  it.each(['opened', 'loaded'])(
    'keeps what the first has done when the second cannot be %s, and says why it stopped',
    async what => {
      const onLoad = () => {
        throw new Failure('model-unsupported', 'No such model.');
      };
      const first = what === 'opened' ? setUp({}, 'two') : setUp({ two: { onLoad } });
      const journal = createJournal();
      const outcome = await first.run(journal);
      expect(outcome).toMatchObject({ status: 'stopped', failure: { kind: 'model-unsupported' } });
      expect(outcome.results.map(({ name }) => name)).toEqual(names('one'));
      expect(first.turns.some(turn => turn.endsWith('three'))).toBe(false);
      const later = setUp();
      expect((await later.run(journal)).status).toBe('finished');
      expect(later.engines.one!.calls).toEqual([]);
    },
  );
});

describe('units at once', () => {
  /** Most units that had begun and not ended. */
  async function mostAtOnce(can: Script['can'], count = 20): Promise<number> {
    let open = 0;
    let most = 0;
    await runExperiment({
      panel: sums,
      experiment: sumExperiment({ problems: count }),
      openEngine: async () => scriptedEngine({ answer: solveSum, ...(can && { can }) }),
      journal: createJournal(),
      signal: new AbortController().signal,
      onEvent({ type }) {
        if (type === 'unit-started') most = Math.max(most, ++open);
        if (type === 'unit-finished') open--;
      },
    });
    return most;
  }

  it('are eight on an engine that takes one call at a time: enough to fill a batch', async () => {
    expect(await mostAtOnce({})).toBe(8);
  });

  it.each([{ concurrency: 12 }, { batch: 12 }])('are as many as an engine takes calls (%o)', async can => {
    expect(await mostAtOnce(can)).toBe(12);
  });

  it('are no more than there are', async () => {
    expect(await mostAtOnce({ concurrency: 64 }, 3)).toBe(3);
  });
});

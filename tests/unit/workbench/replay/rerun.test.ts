import { describe, expect, it } from 'vitest';
import type { UnitTrace } from '@/components/trace/live-run';
import { compareRuns } from '@/components/workbench/replay/compare-runs';
import { standingOf } from '@/components/workbench/replay/difference-words';
import type { Comparison } from '@/components/workbench/replay/divergence';
import { visibleRun } from '@/components/workbench/replay/shown';
import { isBusy } from '@/components/workbench/state';
import type { WorkbenchStore } from '@/components/workbench/store';
import { Failure } from '@/lib/core/failure';
import { pathKey } from '@/lib/experiment/entry';
import { wordsEngine } from '../../../support/fixture-panel';
import {
  callsOfRun,
  exported,
  finishedRun,
  heldEngine,
  workbenchWith,
  workbenchWithRecorded,
} from '../../../support/workbench';

const compare = (state: WorkbenchStore['getState']): Comparison =>
  compareRuns(state().original!.live, state().run!.live, !isBusy(state().run));
const same = { recorded: callsOfRun, compared: callsOfRun, same: callsOfRun, differences: [] };

describe('a recorded run that is repeated', () => {
  it('stays beside the run here, every call of which is the same', async () => {
    const { state } = await workbenchWithRecorded();
    const recorded = state().run;
    await state().rerun();
    expect(state().original).toBe(recorded);
    expect(state().run).toMatchObject({ status: 'finished', experiment: recorded!.experiment });
    expect(compare(state)).toEqual(same);
  });

  it('has the recorded settings on the model of the form, whatever else the form says by now', async () => {
    const model = { engine: 'endpoint' as const, model: 'other' };
    const { state } = await workbenchWithRecorded(undefined, ({ setCompare }) => setCompare([model]));
    state().set('words', 'bee');
    state().setSeed(99);
    state().setModel(model);
    await state().rerun();
    const { experiment } = state().run!;
    expect(experiment).toMatchObject({ model, compare: [], seed: 1, settings: { words: 'fox, dog, owl' } });
    expect(state().experiment).toEqual(experiment);
  });

  it('does not call different what got no answer here', async () => {
    const engine = wordsEngine({
      onCall: prompt => {
        if (prompt.startsWith('Is dog')) throw new Failure('endpoint-busy');
      },
    });
    const { state } = await workbenchWithRecorded(engine);
    await state().rerun();
    expect(state().run?.status).toBe('incomplete');
    const found = compare(state);
    expect(found).toEqual({ ...same, compared: callsOfRun - 1, same: callsOfRun - 1 });
    expect(standingOf(found, true)).toBe(`8 of 8 calls the same, 1 without an answer here`);
  });

  it('shows the answer that differs first, and what had to be asked otherwise because of it', async () => {
    const engine = wordsEngine({
      answer: ({ messages }) => {
        const prompt = messages.at(-1)?.content ?? '';
        if (prompt.startsWith('Describe dog')) return 'A zebra is a zebra.';
        return prompt.startsWith('Describe') ? `A ${prompt.slice(9, 12)} is an animal.` : 'yes';
      },
    });
    const { state } = await workbenchWithRecorded(engine);
    await state().rerun();
    const { differences } = compare(state);
    expect(differences[0]).toMatchObject({ kind: 'answer', follows: false, key: 'dog / describe' });
    expect(differences.slice(1).map(({ kind }) => kind)).toContain('request');
  });

  it('says nothing of what is not asked yet, and remembers what it compared', async () => {
    const engine = heldEngine(3);
    const { state } = await workbenchWithRecorded(engine);
    const going = state().rerun();
    await engine.reached;
    await expect.poll(() => state().run!.live.answered, { timeout: 60_000 }).toBeGreaterThan(0);
    const known = new WeakMap<UnitTrace, Comparison>();
    const early = compareRuns(state().original!.live, state().run!.live, false, known);
    expect(early).toMatchObject({ recorded: callsOfRun, differences: [] });
    expect(early.compared).toBeLessThan(3);
    expect(early.same).toBe(early.compared);
    expect([...state().run!.live.units.values()].every(trace => known.has(trace))).toBe(true);
    engine.release();
    await going;
    expect(compare(state)).toEqual(same);
  });

  it('is shown on demand, and left behind by the next run', async () => {
    const { state } = await workbenchWithRecorded();
    await state().rerun();
    const { run, original } = state();
    state().showOriginal(true);
    expect(visibleRun(state())).toBe(original);
    state().showOriginal(false);
    expect(visibleRun(state())).toBe(run);
    state().showOriginal(true);
    await state().start();
    expect([state().original, state().showsOriginal]).toEqual([null, false]);
  });

  it('is compared once more where it is repeated again, and where the run is stopped and resumed', async () => {
    const engine = heldEngine(4);
    const { state } = await workbenchWithRecorded(engine);
    const { run: recorded } = state();
    const going = state().rerun();
    await engine.reached;
    state().stop();
    await going;
    expect(state().run?.status).toBe('stopped');
    expect(compare(state).differences).toEqual([]);
    engine.release();
    state().showOriginal(true);
    await state().resume();
    expect([compare(state), state().showsOriginal]).toEqual([same, false]);
    await state().rerun();
    expect(state().original).toBe(recorded);
    expect(compare(state)).toEqual(same);
  });

  it('is not repeated where no recorded run is on the page, nor while it is already', async () => {
    const engine = wordsEngine();
    const { state } = workbenchWith(engine);
    await state().rerun();
    await state().start();
    const sent = engine.calls.length;
    await state().rerun();
    expect(engine.calls.length).toBe(sent);
    const held = heldEngine(1);
    const bench = await workbenchWithRecorded(held);
    const going = bench.state().rerun();
    await held.reached;
    const { id } = bench.state().run!;
    await bench.state().rerun();
    expect(bench.state().run?.id).toBe(id);
    held.release();
    await going;
  });

  it('stays where the model cannot be opened, beside what is wrong', async () => {
    const { state } = workbenchWith(wordsEngine(), {
      openEngine: async () => Promise.reject(new Failure('model-unsupported')),
    });
    await state().openRun(exported(await finishedRun()));
    const recorded = state().run;
    await state().rerun();
    expect(state().run).toMatchObject({ status: 'failed', failure: { kind: 'model-unsupported' } });
    expect(state().original).toBe(recorded);
  });

  it('has units that were never asked here, and says so', async () => {
    const { live } = await finishedRun();
    const partly = { ...live, units: new Map([...live.units].slice(0, 2)) };
    const { differences } = compareRuns(live, partly, true);
    const missing = differences.filter(({ path }) => path[0] === 'owl');
    expect(missing.map(({ kind, path }) => [kind, pathKey(path)])).toEqual([['missing', 'owl / describe']]);
    expect(differences.every(({ kind }) => kind === 'missing')).toBe(true);
    expect(compareRuns(live, partly, false).differences).toEqual([]);
  });
});

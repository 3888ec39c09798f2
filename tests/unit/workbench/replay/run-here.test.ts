import { describe, expect, it } from 'vitest';
import type { UnitTrace } from '@/components/trace/live-run';
import { compareRuns } from '@/components/workbench/replay/compare-runs';
import type { Comparison } from '@/components/workbench/replay/divergence';
import { visibleRun } from '@/components/workbench/replay/shown';
import { Failure } from '@/lib/core/failure';
import { pathKey } from '@/lib/experiment/entry';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { scriptedEngine } from '../../../support/scripted-engine';
import { panelWith, panelWithRecorded, perfect } from './runs';

const compare = (state: ReturnType<typeof panelWith>['state']) =>
  compareRuns(state().original!.live, state().run!.live);

describe('a recorded run, run here', () => {
  it('keeps the recorded run and finds that every call is the same', async () => {
    const { state } = await panelWithRecorded();
    const recorded = state().run;
    await state().runHere();
    expect(state().original).toBe(recorded);
    expect(state().run).toMatchObject({ status: 'finished', experiment: recorded!.experiment });
    expect(compare(state)).toEqual({ recorded: 33, compared: 33, same: 33, differences: [] });
  });

  it('repeats the recorded settings on the model of the form, whatever else the form says by now', async () => {
    const { state } = await panelWithRecorded();
    state().set('a', '12');
    state().setSeed(99);
    state().setModel({ engine: 'endpoint', model: 'other' });
    await state().runHere();
    const { experiment } = state().run!;
    expect(experiment.model).toEqual({ engine: 'endpoint', model: 'other' });
    expect(experiment).toMatchObject({ seed: state().original!.experiment.seed, settings: { a: '4821' } });
    expect(state().experiment).toEqual(experiment);
  });

  it('finds the answer that differs first, and the merges that follow from it', async () => {
    // One leaf is answered wrongly; 8 of 48 and 1 of 91 meet nowhere else.
    const engine = scriptedEngine({
      answer: ({ messages }) => {
        const prompt = messages.at(-1)?.content ?? '';
        return prompt.includes('8 * 1? Reply') ? '9' : solvePerfectly(prompt);
      },
    });
    const { state } = await panelWithRecorded(engine);
    await state().runHere();
    const { differences, compared } = compare(state);
    expect(compared).toBe(33);
    const [first, ...others] = differences;
    expect(first).toMatchObject({ kind: 'answer', follows: false });
    expect(first!.path.slice(1).join(' / ')).toBe('divide-and-conquer / high × high / low × low / solve');
    expect(others.map(({ path, kind, follows }) => [path.slice(2).join(' / '), kind, follows])).toEqual([
      ['high × high / merge', 'request', true],
      ['merge', 'request', true],
    ]);
  });

  it('says nothing of what is not asked yet, and remembers what it compared', async () => {
    const early: { comparison?: Comparison; isKnown?: boolean } = {};
    const onCall = (_prompt: string, nth: number) => {
      if (nth !== 20) return;
      const { run, original } = state();
      const known = new WeakMap<UnitTrace, Comparison>();
      early.comparison = compareRuns(original!.live, run!.live, known);
      early.isKnown = [...run!.live.units.values()].every(trace => known.has(trace));
    };
    const { state } = await panelWithRecorded(scriptedEngine({ ...perfect, onCall, delay: () => 1 }));
    await state().runHere();
    expect(early.comparison).toMatchObject({ recorded: 33, differences: [] });
    expect(early.comparison!.compared).toBeLessThan(20);
    expect(early.comparison!.same).toBe(early.comparison!.compared);
    expect(early.isKnown).toBe(true);
    expect(compare(state).same).toBe(33);
  });

  it('shows the recorded run on demand, exports the one in sight, and leaves it behind with the next one', async () => {
    const { state } = await panelWithRecorded();
    await state().runHere();
    const { run, original } = state();
    state().showOriginal(true);
    expect(visibleRun(state())).toBe(original);
    expect(JSON.parse(state().exportText()).createdAt).toBe(original!.createdAt);
    state().showOriginal(false);
    expect(visibleRun(state())).toBe(run);
    await state().start('given');
    expect(state()).toMatchObject({ original: null, showsOriginal: false });
  });

  it('is stopped and resumed without losing what it is compared with', async () => {
    const holder: { stop?: () => void } = {};
    const engine = scriptedEngine({ ...perfect, onCall: (_prompt, nth) => void (nth === 12 && holder.stop?.()) });
    const { state } = await panelWithRecorded(engine);
    holder.stop = () => state().stop();
    await state().runHere();
    expect(state().run?.status).toBe('stopped');
    expect(compare(state).differences).toEqual([]);
    await state().resume();
    expect(compare(state)).toMatchObject({ same: 33, differences: [] });
  });

  it('does nothing where no recorded run is on the stage', async () => {
    const engine = scriptedEngine(perfect);
    const { state } = panelWith(engine);
    await state().runHere();
    await state().start('given');
    const sent = engine.calls.length;
    await state().runHere();
    expect(engine.calls.length).toBe(sent);
  });

  it('keeps the recorded run on the stage where the model cannot be opened, beside what is wrong', async () => {
    const { state } = await panelWithRecorded(undefined, {});
    const recorded = state().run;
    const broken = panelWith(scriptedEngine(perfect), {
      openEngine: async () => Promise.reject(new Failure('model-unsupported')),
    });
    await broken.state().importText(state().exportText());
    await broken.state().runHere();
    expect(broken.state().run).toMatchObject({ status: 'failed', failure: { kind: 'model-unsupported' } });
    expect([...broken.state().original!.live.units.keys()]).toEqual([...recorded!.live.units.keys()]);
  });

  it('knows a problem that was never asked here from one that is still to come', async () => {
    const { state } = await panelWithRecorded(undefined, { problems: 'drawn', count: 2, strategies: ['io'] });
    const { live } = state().run!;
    const [first] = [...live.units];
    const partly = { ...live, units: new Map([first!]) };
    const { differences } = compareRuns(live, partly);
    expect(differences.map(({ kind, path }) => [kind, pathKey(path)])).toEqual([
      ['missing', `${[...live.units.keys()][1]} / io / solve`],
    ]);
  });
});

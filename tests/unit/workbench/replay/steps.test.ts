import { describe, expect, it } from 'vitest';
import { recordedRun } from '@/components/trace/live-run';
import { displayedRun, visibleUnitId } from '@/components/workbench/replay/shown';
import { runAt, stepsOf, unitAt } from '@/components/workbench/replay/steps';
import { words } from '../../../support/fixture-panel';
import { exported, finishedRun, workbenchWith, workbenchWithRecorded } from '../../../support/workbench';

const name = 'dog: nearest';
const recorded = (await workbenchWithRecorded()).state().run!;
const trace = recorded.live.units.get(name)!;
const steps = stepsOf(trace);

describe('a unit step by step', () => {
  it('has a step for every entry of its journal, in its order', () => {
    expect(steps.map(({ path }) => path.slice(1).join(' / '))).toEqual(['embed', 'nearest', 'check / answer']);
  });

  it.each([0, 1, 2])('after %i steps shows what the journal held then, the rest waiting, and no result', at => {
    const { calls, result, status } = unitAt(trace, at);
    const all = [...calls.values()];
    const prefix = steps.slice(0, at).map(({ entry }) => entry!);
    const expected = recordedRun([trace.unit], prefix, []).units.get(name)!;
    expect(all.filter(call => call.status === 'done')).toEqual([...expected.calls.values()]);
    expect(all.filter(call => call.status === 'waiting')).toHaveLength(3 - at);
    expect(all.every(call => call.status === 'done' || (!call.entry && call.text === ''))).toBe(true);
    expect([...calls.keys()]).toEqual([...trace.calls.keys()]);
    expect([result, status]).toEqual([undefined, 'running']);
  });

  it('is the finished unit at its last step and beyond', () => {
    expect(unitAt(trace, 3)).toBe(trace);
    expect(unitAt(trace, 99)).toBe(trace);
    expect(trace.result).toBeDefined();
  });

  it('leaves all other units of the run as they are', () => {
    const shown = runAt(recorded.live, name, 1);
    for (const [root, unit] of recorded.live.units) {
      if (root === name) expect(shown.units.get(root)?.status).toBe('running');
      else expect(shown.units.get(root)).toBe(unit);
    }
    expect(runAt(recorded.live, 'nowhere', 1)).toBe(recorded.live);
  });
});

describe('the replay on the page', () => {
  const opened = async () => {
    const bench = await workbenchWithRecorded();
    bench.state().showUnit(name);
    return bench;
  };

  it('moves within the steps, and ends at the last one', async () => {
    const { state } = await opened();
    state().replayTo(2);
    expect(state().replay).toEqual({ at: 2 });
    state().replayTo(-3);
    expect(state().replay).toEqual({ at: 0 });
    state().replayTo(1.7);
    expect(state().replay).toEqual({ at: 1 });
    state().replayTo(3);
    expect(state().replay).toBeNull();
  });

  it('shows the same run object as long as the step is the same, so that nothing is drawn twice', async () => {
    const { state } = await opened();
    state().replayTo(1);
    const shown = displayedRun(state());
    expect(shown).not.toBe(state().run);
    state().select('somewhere');
    expect(displayedRun(state())).toBe(shown);
    state().replayTo(2);
    expect(displayedRun(state())).not.toBe(shown);
    state().replayTo(99);
    expect(displayedRun(state())).toBe(state().run);
  });

  it('does not change the run that is exported', async () => {
    const { state } = await opened();
    const whole = exported(state().run!);
    state().replayTo(1);
    expect(exported(state().run!)).toEqual(whole);
  });

  it('belongs to one unit, and is over where another is shown or a run is started', async () => {
    const { state } = await opened();
    state().replayTo(1);
    state().showUnit('fox: nearest');
    expect(state().replay).toBeNull();
    state().replayTo(1);
    await state().start();
    expect(state().replay).toBeNull();
  });

  it('does nothing while many units are shown as a whole', async () => {
    const { state } = await workbenchWithRecorded();
    state().replayTo(1);
    expect([state().replay, visibleUnitId(state())]).toEqual([null, undefined]);
  });

  it('is of the only unit where there is one', async () => {
    const panel = { ...words, phases: [words.phases[0]] as typeof words.phases };
    const { state } = workbenchWith(undefined, { panel });
    state().set('words', 'bee');
    await state().start();
    expect(visibleUnitId(state())).toBe('bee');
    state().replayTo(0);
    expect(displayedRun(state())!.live.units.get('bee')?.status).toBe('running');
  });

  it('shows a unit that the run does not have as the whole run', async () => {
    const { state } = await workbenchWithRecorded();
    state().showUnit('nowhere');
    expect(visibleUnitId(state())).toBeUndefined();
    expect((await finishedRun()).live.units.has('nowhere')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { recordedRun } from '@/components/trace/live-run';
import { displayedRun } from '@/components/workbench/replay/shown';
import { nameOfStep, stepsOf, unitAt } from '@/components/workbench/replay/steps';
import { panelWithRecorded } from './runs';

const panel = await panelWithRecorded();
const [trace] = [...panel.state().run!.live.units.values()];
const steps = stepsOf(trace!);

describe('a problem step by step', () => {
  it('has a step for every entry of its journal', () => {
    expect(steps).toHaveLength(33);
  });

  it.each([0, 1, 12, 32])('after %i steps shows what the journal held then, the rest waiting, and no result', at => {
    const { calls, result, status } = unitAt(trace!, at);
    const all = [...calls.values()];
    const done = all.filter(call => call.status === 'done');
    const prefix = steps.slice(0, at).map(({ entry }) => entry!);
    const expected = [...recordedRun([trace!.unit], prefix, []).units.values()][0];
    expect(done).toEqual([...expected!.calls.values()]);
    expect(all.filter(call => call.status === 'waiting')).toHaveLength(33 - at);
    expect(all.every(call => call.status === 'done' || (!call.entry && call.text === ''))).toBe(true);
    expect([result, status]).toEqual([undefined, 'running']);
  });

  it('is the finished problem at its last step and beyond', () => {
    expect(unitAt(trace!, 33)).toBe(trace);
    expect(unitAt(trace!, 99)).toBe(trace);
    expect(trace!.result).toBeDefined();
  });

  it('never shows an answer before those that it was made from', () => {
    const after = (at: number) => [...unitAt(trace!, at).calls.values()].filter(call => call.status === 'done');
    for (let at = 1; at <= 32; at++) {
      const names = after(at).map(({ path }) => path.slice(1).join(' / '));
      for (const name of names.filter(each => each.endsWith('merge'))) {
        const scope = name.slice(0, -'merge'.length);
        // A merge has its four parts below it, each with an answer of its own.
        const parts = names.filter(
          other =>
            other.startsWith(scope) && other !== name && /^[^/]+ \/ (solve|merge)$/.test(other.slice(scope.length)),
        );
        expect(parts).toHaveLength(4);
      }
    }
  });

  it('says a step in words', () => {
    expect(nameOfStep({ path: ['4821 × 9177', 'divide-and-conquer', 'high × low', 'merge'] })).toMatch(
      /^.*[dD]ivide.* \/ high × low \/ merge$/,
    );
  });
});

describe('the replay in the store', () => {
  it('moves within the steps, and ends at the last one', async () => {
    const { state } = await panelWithRecorded();
    state().replayTo(5);
    expect(state().replay).toEqual({ at: 5 });
    state().replayTo(-3);
    expect(state().replay).toEqual({ at: 0 });
    state().replayTo(33);
    expect(state().replay).toBeNull();
  });

  it('shows the same run object as long as the step is the same, so that nothing is drawn twice', async () => {
    const { state } = await panelWithRecorded();
    state().replayTo(5);
    const shown = displayedRun(state());
    expect(shown).not.toBe(state().run);
    state().select('somewhere');
    expect(displayedRun(state())).toBe(shown);
    state().replayTo(6);
    expect(displayedRun(state())).not.toBe(shown);
    state().replayTo(99);
    expect(displayedRun(state())).toBe(state().run);
  });

  it('exports the whole run in the middle of a replay', async () => {
    const { state } = await panelWithRecorded();
    const whole = state().exportText();
    state().replayTo(5);
    expect(state().exportText()).toBe(whole);
  });

  it('belongs to one problem of a run of many, and is over where another is opened', async () => {
    const { state } = await panelWithRecorded(undefined, { problems: 'drawn', count: 3, strategies: ['io', 'cot'] });
    state().replayTo(1);
    expect(state().replay).toBeNull();
    const [first, second] = [...state().run!.live.units.keys()];
    state().showUnit(first!);
    state().replayTo(1);
    expect(state().replay).toEqual({ at: 1 });
    const { units } = displayedRun(state())!.live;
    expect(units.get(first!)?.status).toBe('running');
    expect(units.get(second!)).toBe(state().run!.live.units.get(second!));
    state().showUnit(second!);
    expect(state().replay).toBeNull();
  });
});

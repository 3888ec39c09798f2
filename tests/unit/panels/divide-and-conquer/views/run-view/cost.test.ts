import { describe, expect, it } from 'vitest';
import { wallTime } from '@/components/divide-and-conquer/ending';
import { applyEvents, newRun, recordedRun } from '@/components/trace/live-run';
import type { CallEntry } from '@/lib/experiment/entry';
import { call } from '../../../../trace/trees';

describe('the time on the clock', () => {
  const units = [{ name: 'p', input: null }];
  const entries = ['a', 'b'].map(name => call(['p', 'io', name], '1') as CallEntry);
  const calls = (run: ReturnType<typeof newRun>) => [...(run.units.get('p')?.calls.values() ?? [])];

  it('goes from the first call to the last answer, calls beside each other counted once', () => {
    const started = entries.map(({ path, request }) => ({ type: 'call-started', path, request }) as const);
    let run = applyEvents(newRun(units), started, 100);
    run = applyEvents(run, [{ type: 'entry', entry: entries[0]!, replayed: false }], 150);
    run = applyEvents(run, [{ type: 'entry', entry: entries[1]!, replayed: false }], 180);
    expect(wallTime(calls(run))).toBe(80);
  });

  it('is not told of calls that nobody watched', () => {
    expect(wallTime(calls(recordedRun(units, entries, [])))).toBeNull();
    expect(wallTime([])).toBeNull();
  });
});

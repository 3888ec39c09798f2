import { describe, expect, it } from 'vitest';
import { wallTime } from '@/components/divide-and-conquer/ending';
import { embeddedBatch, sendingOf } from '@/components/divide-and-conquer/run-view/sending';
import { applyEvents, newRun, recordedRun } from '@/components/trace/live-run';
import { createEmbeddedEngine } from '@/lib/engines/embedded';
import type { CallEntry } from '@/lib/experiment/entry';
import { call } from '../../../../trace/trees';

const of = (engine: 'embedded' | 'endpoint' | 'webllm') => ({ engine, model: 'any' });

describe('how calls were sent', () => {
  it('is told of each engine, and of what waits for each other whatever the engine', () => {
    expect(sendingOf('single-level', of('embedded'))).toContain(`up to ${embeddedBatch};`);
    expect(sendingOf('single-level', of('endpoint'), 12)).toContain('up to 12 at the same time');
    expect(sendingOf('single-level', of('endpoint'))).toContain('several at the same time');
    expect(sendingOf('cot-sc', of('webllm'))).toContain('one after another');
    expect(sendingOf('least-to-most', of('embedded'))).toBe('Each call waits for the one before it.');
    expect(sendingOf('io', of('embedded'))).toBe('');
  });

  it('names the batch that the embedded engine has', () => {
    const engine = createEmbeddedEngine({ model: 'any' } as Parameters<typeof createEmbeddedEngine>[0]);
    expect(engine.can.batch).toBe(embeddedBatch);
  });
});

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

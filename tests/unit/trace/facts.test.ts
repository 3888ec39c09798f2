import { describe, expect, it } from 'vitest';
import { elapsedTime } from '@/components/trace/facts';
import { applyEvents, type LiveRun, newRun, recordedRun } from '@/components/trace/live-run';
import { duration } from '@/lib/core/duration';
import { Failure } from '@/lib/core/failure';
import { writingSpeed } from '@/lib/evaluation/call-facts';
import { lineOfValue } from '@/lib/evaluation/shorten';
import type { RunEvent } from '@/lib/experiment/events';
import { call } from '@/tests/support/entries';

const units = [{ name: 'p', input: null }];
const entries = ['a', 'b'].map(name => call(['p', 'io', name], '1'));
const [a, b] = entries as [(typeof entries)[0], (typeof entries)[0]];
const calls = (run: LiveRun) => [...(run.units.get('p')?.calls.values() ?? [])];
const started = ({ path, roles = [], request }: typeof a): Extract<RunEvent, { type: 'call-started' }> => ({
  ...{ type: 'call-started', path, roles: [...roles], request },
});

describe('the elapsed time', () => {
  /** Both calls were sent at 100 milliseconds, and answered at 150 and 180. */
  const watched = (): LiveRun => {
    let run = applyEvents(newRun(units), [started(a), started(b)], 100);
    run = applyEvents(run, [{ type: 'entry', entry: a, replayed: false }], 150);
    return applyEvents(run, [{ type: 'entry', entry: b, replayed: false }], 180);
  };

  it('goes from the first call to the last answer, calls beside each other counted once', () => {
    expect(elapsedTime(calls(watched()))).toBe(80);
  });

  it('contains the time between two calls', () => {
    let run = applyEvents(newRun(units), [started(a)], 100);
    run = applyEvents(run, [{ type: 'entry', entry: a, replayed: false }], 150);
    run = applyEvents(run, [started(b)], 900);
    run = applyEvents(run, [{ type: 'entry', entry: b, replayed: false }], 1000);
    expect(elapsedTime(calls(run))).toBe(900);
  });

  it('is that of the answered calls: values, calls in flight and calls without an answer do not count', () => {
    const value = {
      kind: 'value' as const,
      path: ['p', 'io', 'vote'],
      roles: ['unit', 'strategy', 'vote'],
      value: '1',
    };
    const other = { path: ['p', 'io', 'c'], roles: ['unit', 'strategy', 'solve'] };
    let run = applyEvents(watched(), [{ type: 'entry', entry: value, replayed: false }], 190);
    run = applyEvents(run, [{ ...started(a), ...other }], 200);
    expect(elapsedTime(calls(run))).toBe(80);
    run = applyEvents(run, [{ type: 'call-failed', ...other, failure: new Failure('timed-out') }], 900);
    expect(elapsedTime(calls(run))).toBe(80);
  });

  it('is not known unless every call was watched', () => {
    expect(elapsedTime(calls(recordedRun(units, entries, [])))).toBeNull();
    const resumed = applyEvents(watched(), [{ type: 'entry', entry: call(['p', 'io', 'c'], '1'), replayed: true }]);
    expect(elapsedTime(calls(resumed))).toBeNull();
    expect(elapsedTime([])).toBeNull();
  });
});

it('durations are read as a person reads them', () => {
  expect([38.4, 999, 4200, 59_949, 192_000].map(duration)).toEqual([
    '38 ms',
    '999 ms',
    '4.2 s',
    '59.9 s',
    '3 min 12 s',
  ]);
});

it('the writing speed leaves out the wait for the first token, and is unknown of one token', () => {
  const timings = { first_token_ms: 500, total_ms: 1500 };
  expect(writingSpeed({ ...a, timings, usage: { prompt_tokens: 1, completion_tokens: 21 } })).toBe(20);
  expect(writingSpeed({ ...a, timings, usage: { prompt_tokens: 1, completion_tokens: 1 } })).toBeNull();
});

it('a value is one line', () => {
  expect([['48', '21'], null, undefined, true, { a: 1 }].map(lineOfValue)).toEqual([
    '48 | 21',
    '',
    '',
    'true',
    '{"a":1}',
  ]);
});

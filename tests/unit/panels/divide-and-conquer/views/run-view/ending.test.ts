import { describe, expect, it } from 'vitest';
import { type Ending, endingOf } from '@/components/divide-and-conquer/run-view/ending';
import { traceStrategy } from '@/components/divide-and-conquer/strategy-trace';
import { applyEvents, endRun, type LiveRun, newRun, recordedRun, resultsOf } from '@/components/trace/live-run';
import { runAt } from '@/components/workbench/replay/steps';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import { presentProblem } from '@/lib/panels/divide-and-conquer/present';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { runPanel } from '@/tests/support/panel-run';
import { scriptedEngine } from '@/tests/support/scripted-engine';

const settings = { a: '48', b: '91', strategies: ['io', 'cot', 'divide-and-conquer'] };
/** IO is wrong, all else is right. */
const answer = (prompt: string) => (prompt.startsWith('What is 48 * 91? Reply') ? '7' : undefined);

/** A run that is right but for IO, one call at a time, with its events. */
async function watched({ rest = {}, ...options }: Partial<Parameters<typeof runPanel>[0]> = {}) {
  const run = await runPanel({ settings: { ...settings, ...options.settings }, rest, answer, ...options });
  const units = await listProblems(run.experiment);
  /** The run after the events before `until` is first true. */
  const before = (until: (event: RunEvent) => boolean): LiveRun => {
    const at = run.events.findIndex(until);
    expect(at).toBeGreaterThanOrEqual(0);
    return applyEvents(newRun(units, createJournal()), run.events.slice(0, at));
  };
  /** How each strategy stands on the first problem. */
  const endings = (live: LiveRun, isBusy: boolean): Record<string, Ending> => {
    const [trace] = [...live.units.values()];
    if (!trace) throw new Error('There is no problem.');
    const { check } = presentProblem(trace.unit.input, trace.root, run.experiment.settings);
    return Object.fromEntries(
      run.experiment.settings.strategies.map(id => [
        id,
        endingOf(trace, traceStrategy(trace, id, run.experiment.settings).read.tree, { check, isBusy }),
      ]),
    );
  };
  return { ...run, units, before, endings };
}

/** The moment at which a strategy's first call is answered. */
const answerOf = (strategy: string) => (event: RunEvent) => event.type === 'entry' && event.entry.path[1] === strategy;
/** The moment before the problem has a result. */
const isEnd = ({ type }: RunEvent) => type === 'unit-finished';
const states = (endings: Record<string, Ending>) => Object.values(endings).map(({ state }) => state);

describe('how a strategy stands', () => {
  it('while a run goes on: waiting, running, and answered as soon as its answer is there', async () => {
    const { units, before, endings } = await watched();
    expect(states(endings(newRun(units), true))).toEqual(['waiting', 'waiting', 'waiting']);
    expect(states(endings(before(answerOf('io')), true))).toEqual(['running', 'waiting', 'waiting']);
    expect(endings(before(isEnd), true)).toEqual({
      io: { state: 'answered', answer: '7', isRight: false },
      cot: { state: 'answered', answer: '4368', isRight: true },
      'divide-and-conquer': { state: 'answered', answer: '4368', isRight: true },
    });
  });

  it('when a run has ended early: stopped where it had begun, else not started', async () => {
    const { units, before, endings } = await watched();
    const ended = endRun(before(answerOf('io')));
    expect(states(endings(ended, false))).toEqual(['stopped', 'unstarted', 'unstarted']);
    expect(states(endings(endRun(newRun(units)), false))).toEqual(['unstarted', 'unstarted', 'unstarted']);
  });

  it('is stopped, and not failed, where the stop ended its call', async () => {
    const page = new AbortController();
    const engine = scriptedEngine({
      answer: () => '7',
      delay: () => 1,
      onCall: (_prompt, nth) => nth === 1 && page.abort(),
    });
    const { events, units, endings } = await watched({ engine, signal: page.signal });
    expect(events.filter(({ type }) => type === 'call-failed').length).toBeGreaterThan(0);
    const ended = endRun(applyEvents(newRun(units), events));
    expect(endings(ended, false)['io']).toEqual({ state: 'stopped' });
  });

  it('is the same of a run from a file', async () => {
    const { before, units, endings, journal, outcome } = await watched();
    const early = before(isEnd);
    const stopped = recordedRun(units, early.journal, resultsOf(early));
    expect(states(endings(stopped, false))).toEqual(['answered', 'answered', 'answered']);
    const first = journal
      .entries()
      .filter(({ path }) => path[1] === 'divide-and-conquer')
      .slice(0, 2);
    expect(states(endings(recordedRun(units, first, []), false))).toEqual(['unstarted', 'unstarted', 'stopped']);
    expect(endings(recordedRun(units, journal, outcome.results), false)).toMatchObject({
      io: { state: 'answered', isRight: false },
    });
  });

  it('follows the steps of a replay, although its run has ended', async () => {
    const { units, endings, journal, outcome } = await watched();
    const run = recordedRun(units, journal, outcome.results);
    const [root = ''] = run.units.keys();
    const at = (step: number) => states(endings(runAt(run, root, step), false));
    expect(at(0)).toEqual(['waiting', 'waiting', 'waiting']);
    const begun = journal.entries().findIndex(({ path }) => path[1] === 'divide-and-conquer');
    expect(at(begun + 1)[2]).toBe('running');
    expect(at(begun)[2]).toBe('waiting');
    expect(at(journal.size)).toEqual(['answered', 'answered', 'answered']);
  });

  it('has failed where its last answer cannot be read, during the run and after it', async () => {
    const { before, endings, units, journal, outcome } = await watched({
      answer: prompt => (prompt.startsWith('What is 48 * 91? Reply') ? 'No idea.' : undefined),
    });
    const failed = { state: 'failed', kind: 'answer-unparsable' };
    expect(endings(before(answerOf('io')), true)['io']).toEqual({ state: 'running' });
    expect(endings(before(isEnd), true)['io']).toMatchObject(failed);
    expect(endings(recordedRun(units, journal, outcome.results), false)).toMatchObject({
      io: failed,
      cot: { state: 'answered' },
    });
  });

  it('has failed where an engine gave no answer, and where the whole problem failed', async () => {
    const { before, endings, units } = await watched({
      answer: prompt => {
        if (prompt.startsWith('What is 48 * 91? Reply')) throw new Failure('timed-out', 'late');
        return undefined;
      },
    });
    const failed = { state: 'failed', kind: 'timed-out', detail: 'late' };
    const during = before(isEnd);
    expect(endings(during, true)['io']).toEqual(failed);
    const [{ name } = { name: '' }] = units;
    const whole = recordedRun(units, [], [{ name, failure: { kind: 'data-missing', detail: 'gone' } }]);
    expect(endings(whole, false)['cot']).toEqual({ state: 'failed', kind: 'data-missing', detail: 'gone' });
  });

  it('is whatever a file says, read with care', async () => {
    const { endings, units } = await watched();
    const [{ name } = { name: '' }] = units;
    const ended = { problem: { a: '1', b: '2' }, label: '1 × 2', size: 1, truth: null, repeat: 1 };
    const model = { engine: 'embedded', model: 'loupe-arithmetic' };
    const read = (strategies: Json) =>
      endings(recordedRun(units, [], [{ name, value: { ...ended, model, strategies } }]), false);
    const known = read({ cot: { failure: { kind: 'toString', detail: '' } } });
    expect(known['cot']).toEqual({ state: 'failed', kind: 'unknown', detail: '' });
    expect(known['divide-and-conquer']).toEqual({ state: 'unstarted' });
    // A result that is none of this panel says nothing.
    expect(read({ io: { answer: 5, correct: null } })['io']).toEqual({ state: 'unstarted' });
  });
});

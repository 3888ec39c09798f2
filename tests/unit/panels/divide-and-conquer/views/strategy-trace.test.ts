import { describe, expect, it } from 'vitest';
import { openStep } from '@/components/divide-and-conquer/open-step';
import { stepName } from '@/components/divide-and-conquer/step-name';
import { traceStrategy } from '@/components/divide-and-conquer/strategy-trace';
import { applyEvents, endRun, type LiveRun, newRun, recordedRun } from '@/components/trace/live-run';
import { allNodes } from '@/components/trace/node';
import type { RunView } from '@/components/workbench/state';
import { createJournal } from '@/lib/experiment/journal';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { runPanel, type Settings } from '@/tests/support/panel-run';

/** A run of one strategy, with its tree after any number of its events. */
async function grown(strategy: string, given: Settings, answer?: (prompt: string) => string | undefined) {
  const run = await runPanel({ settings: { ...given, strategies: [strategy] }, ...(answer && { answer }) });
  const { settings } = run.experiment;
  const units = await listProblems(run.experiment);
  const traced = (live: LiveRun) => {
    const [trace] = [...live.units.values()];
    if (!trace) throw new Error('There is no problem.');
    return traceStrategy(trace, strategy, settings);
  };
  const after = (count: number) => applyEvents(newRun(units, createJournal()), run.events.slice(0, count));
  return { ...run, settings, units, traced, after };
}

const numbers = { a: '4821', b: '9170', leaf: 2 };

describe('the room of a node', () => {
  it('is that of its right outcome, from before the first answer to the last', async () => {
    const { events, traced, after } = await grown('single-level', numbers);
    const rooms = (count: number) =>
      [...allNodes(traced(after(count)).root)].map(node => [node.title, node.reserve?.result]);
    expect(rooms(0)).toEqual([['4821 × 9170', '44208570'.length]]);
    const parts = [
      ['4821 × 9170', 8],
      ['48×91', 4],
      ['48×70', 4],
      ['21×91', 4],
      ['21×70', 4],
    ];
    for (let count = 0; count <= events.length; count++) {
      const found = rooms(count);
      expect(found).toEqual(found.length === 1 ? parts.slice(0, 1) : parts);
    }
    expect(rooms(events.length)).toEqual(parts);
    const split = (count: number) => traced(after(count)).root.splits.map(({ reserve }) => reserve?.result);
    expect(split(0)).toEqual([7, 7]);
    expect(split(events.length)).toEqual(['48 | 21'.length, '91 | 70'.length]);
  });

  it('is that of the right outcome where another came', async () => {
    const { traced, after, events } = await grown('io', numbers, () => '7');
    const { root } = traced(after(events.length));
    expect([root.result, root.reserve?.result]).toEqual(['7', 8]);
  });

  it('is not reserved where nobody knows what is right', async () => {
    const { traced, after, events } = await grown('single-level', { task: 'own' });
    const { root } = traced(after(events.length));
    expect(root.reserve?.result).toBe(2);
    expect(root.children.length).toBeGreaterThan(1);
    expect(root.children.map(({ reserve }) => reserve)).toEqual(root.children.map(() => undefined));
  });
});

describe('a node without a result', () => {
  it('waits while the problem runs or was stopped, and was not reached once the problem has ended', async () => {
    const { traced, units, journal, outcome, after, events } = await grown('single-level', numbers, prompt =>
      prompt.startsWith('What is 21 * 91') ? 'No idea.' : undefined,
    );
    expect(traced(newRun(units)).root.status).toBe('waiting');
    expect(traced(endRun(after(events.length - 2))).root.status).toBe('waiting');
    const { root, steps } = traced(recordedRun(units, journal, outcome.results));
    expect(root).toMatchObject({ status: 'missing', result: '', outcome: '' });
    expect(root.children.map(({ status }) => status)).toEqual(['right', 'right', 'entered', 'right']);
    // A step that was never taken opens nothing.
    expect(steps.has(root.step)).toBe(false);
  });

  it('is one of the calls that are foreseen, which open as calls that wait', async () => {
    const { traced, units } = await grown('divide-and-conquer', numbers);
    const { root, steps } = traced(newRun(units));
    expect([...steps.values()].map(({ step, status, role }) => [step.name, status, role])).toEqual([
      ['split first', 'waiting', 'Split'],
      ['split second', 'waiting', 'Split'],
      ['merge', 'waiting', 'Merge'],
    ]);
    expect(root.splits.map(({ name, text }) => [name, text])).toEqual([
      ['split of the first number', ''],
      ['split of the second number', ''],
    ]);
  });
});

describe('a step that is opened', () => {
  it('says what it is for, what it is about and what was right', async () => {
    const { experiment, units, journal, outcome } = await grown('divide-and-conquer', numbers, prompt =>
      prompt.startsWith('What is 21 * 91') ? '1900' : undefined,
    );
    const live = recordedRun(units, journal, outcome.results);
    const [trace] = [...live.units.values()];
    const run = { experiment, live } as RunView<DivideAndConquerSettings>;
    const key = '4821 × 9170 / divide-and-conquer / low × high / solve';
    expect(openStep(trace!, key, run)).toMatchObject({
      ...{ key, title: 'Divide and conquer: answer to a part', about: '21 × 91', status: 'entered', expected: '1911' },
      call: { text: '1900' },
    });
    expect(openStep(trace!, `${key} too`, run)).toBeUndefined();
    expect(stepName({ path: key.split(' / ') })).toBe('Divide and conquer / low × high / solve');
  });
});

import { expect, it } from 'vitest';
import { ProblemTable } from '@/components/divide-and-conquer/evaluation/problem-table';
import { measuring } from '@/components/divide-and-conquer/evaluation/snapshot';
import { applyEvents, endRun, type LiveRun, newRun, recordedRun } from '@/components/trace/live-run';
import { Failure } from '@/lib/core/failure';
import { createJournal } from '@/lib/experiment/journal';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { panelPage } from '../../support/panel-page';
import { runPanel } from '../../support/panel-run';
import { act, render } from '../../support/render';

/** A run of three problems on IO, as it stands when the first one has ended and the second has begun. */
async function underWay() {
  const run = await runPanel({
    settings: { problems: 'drawn', digits: ['2'], count: 3, strategies: ['io'] },
    answer: () => '7',
  });
  const units = await listProblems(run.experiment);
  const [first, second] = units.map(({ name }) => name);
  const events = run.events.filter(event =>
    event.type === 'entry'
      ? event.entry.path[0] === first
      : event.type === 'unit-started'
        ? event.name === first || event.name === second
        : event.type === 'unit-finished'
          ? event.result.name === first
          : event.type !== 'progress',
  );
  return { experiment: run.experiment, live: applyEvents(newRun(units, createJournal()), events) };
}

it('says of problems that have not ended whether they will', async () => {
  const { experiment, live } = await underWay();
  const { around } = panelPage();
  const { columns } = measuring.snapshotOf(live, experiment);
  const draw = async ({ units }: LiveRun, isBusy: boolean) => {
    const frame = await render(around(<ProblemTable {...{ units, done: 1, isBusy, experiment, columns }} />));
    return [...frame.querySelectorAll('tbody tr')].map(row => row.lastElementChild!.textContent);
  };
  const ended = '7wronganswer wrong';
  expect(await draw(live, true)).toEqual([ended, 'running', 'waiting']);
  expect(await draw(endRun(live), false)).toEqual([ended, 'stopped', 'not started']);
});

it('opens a problem that has begun, and no other', async () => {
  const { experiment, live } = await underWay();
  const { store, around } = panelPage();
  const { columns } = measuring.snapshotOf(live, experiment);
  const { units } = live;
  const frame = await render(around(<ProblemTable {...{ units, done: 1, isBusy: true, experiment, columns }} />));
  const openers = [...frame.querySelectorAll<HTMLButtonElement>('tbody button')];
  expect(openers.map(({ textContent, disabled }) => [textContent, disabled])).toEqual(
    [...units.keys()].map((root, place) => [root, place === 2]),
  );
  await act(async () => openers[1]!.click());
  expect(store.getState().unit).toBe([...units.keys()][1]);
});

it('says of a problem that was not answered why, and does not call it wrong', async () => {
  const run = await runPanel({
    settings: { problems: 'drawn', digits: ['2'], count: 2, strategies: ['io'] },
    script: {
      onCall: (_prompt, nth) => {
        if (nth === 1) throw new Failure('endpoint-busy');
      },
    },
  });
  const { experiment, journal, outcome } = run;
  const live = recordedRun(await listProblems(experiment), journal, outcome.results, outcome.unanswered);
  const { columns } = measuring.snapshotOf(live, experiment);
  const { around } = panelPage();
  const table = <ProblemTable {...{ units: live.units, done: 2, isBusy: false, experiment, columns }} />;
  const frame = await render(around(table));
  const [first, second] = [...frame.querySelectorAll('tbody tr')].map(row => row.lastElementChild!.textContent);
  expect([first?.trim(), second]).toEqual([
    'not answeredThe endpoint stayed busy.',
    expect.stringContaining('correct'),
  ]);
  await act(async () => frame.querySelector<HTMLButtonElement>('[role=switch]')!.click());
  expect(frame.textContent).toContain('No answer is wrong.');
});

import { expect, it, vi } from 'vitest';
import { EvaluationView } from '@/components/divide-and-conquer/evaluation/view';
import { recordedRun } from '@/components/trace/live-run';
import { Part } from '@/components/workbench/part';
import type { RunView } from '@/components/workbench/state';
import { failures } from '@/lib/core/failure';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { listProblems } from '@/lib/panels/divide-and-conquer/units';
import { panelPage } from '../../support/panel-page';
import { runPanel } from '../../support/panel-run';
import { act, render } from '../../support/render';

/** A recorded run of many problems on IO. */
async function recorded(count: number): Promise<RunView<DivideAndConquerSettings>> {
  const { experiment, entries, outcome } = await runPanel({
    settings: { problems: 'drawn', digits: ['3'], count, strategies: ['io'] },
  });
  const live = recordedRun(await listProblems(experiment), entries, outcome.results);
  const words = { id: null, title: 'Many', sentence: '', createdAt: 0, environment: {}, failure: null };
  return { ...words, experiment, status: 'recorded', live, plan: null, elapsed: 0, replayedUnits: count };
}

it('reads a few problems at once, and many in slices with their progress', async () => {
  const { around } = panelPage();
  const draw = async (count: number) => {
    const run = await recorded(count);
    return render(around(<EvaluationView run={run} />));
  };
  const heading = (frame: HTMLElement) => [...frame.querySelectorAll('h3')].map(({ textContent }) => textContent)[0];
  expect(heading(await draw(5))).toBe('Results and cost');

  const run = await recorded(100);
  const added: string[] = [];
  const frame = await render(null);
  const watching = new MutationObserver(records => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
      if (node instanceof HTMLElement && node.querySelector('[role=progressbar]')) added.push(node.textContent.trim());
  });
  watching.observe(frame, { childList: true, subtree: true });
  await act(() => render(around(<EvaluationView run={run} />)));
  await expect.poll(() => heading(frame)).toBe('Results and cost');
  watching.disconnect();
  expect(added).toEqual(['Reading the problems']);
  expect(frame.querySelector('[role=progressbar]')).toBeNull();
  expect(frame.querySelector('h2')?.textContent).toBe('100 problems');
  expect(frame.querySelectorAll('tbody tr').length).toBeGreaterThan(40);
});

it('says so where a problem of a large run cannot be read, and does not wait for ever', async () => {
  const { around } = panelPage();
  const run = await recorded(100);
  const { calls } = [...run.live.units.values()][50]!;
  vi.spyOn(calls, 'values').mockImplementation(() => {
    throw new Error('a damaged unit');
  });
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const drawn = (
    <Part name="The evaluation">
      <EvaluationView run={run} />
    </Part>
  );
  const frame = await render(around(drawn));
  await expect.poll(() => frame.textContent).toContain(failures['view-failed'].sentence);
});

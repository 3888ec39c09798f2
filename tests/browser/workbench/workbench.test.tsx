import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { WorkbenchDeps } from '@/components/workbench/store';
import { Workbench } from '@/components/workbench/workbench';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { appears, button, field, named, press } from '../../support/draw-workbench';
import { wordsEngine } from '../../support/fixture-panel';
import { wordsViews } from '../../support/fixture-views';
import { act, emulate, overflow, render, unmount, until } from '../../support/render';
import { ruled } from '../../support/ruled-panel';
import { listed, serveExperiments } from '../../support/site';
import { depsWith, fileOfRun, finishedRun, heldEngine } from '../../support/workbench';

/** What the page asks of its browser; each test has its own. */
const deps = vi.hoisted(() => ({}) as WorkbenchDeps);
vi.mock(import('@/components/workbench/browser'), () => ({ browserDeps: deps }));
vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams(location.search) }));

const address = location.href;
const recorded = fileOfRun(await finishedRun(state => state.set('words', 'bee, ant')));

beforeEach(() => {
  serveExperiments({ 'index.json': JSON.stringify([listed('first.json')]), 'first.json': recorded });
});
afterEach(async () => {
  // The page writes its last address as it is left.
  await unmount();
  history.replaceState(null, '', address);
  vi.unstubAllGlobals();
});

/** Opens the page of the fixture panel on a screen, with nothing in its address. */
async function open(width: number, height: number, engine = wordsEngine()) {
  const runs = memoryRunStore();
  Object.assign(deps, depsWith(engine, ruled, runs));
  await emulate({ width, height, reducedMotion: true });
  const frame = await render(
    // The run bar of a narrow screen reaches into the margins of its page.
    <div className="px-4">
      <Workbench views={wordsViews} />
    </div>,
  );
  await appears('What to see in first.json.');
  await until(() => !button('Run').disabled);
  return { frame, runs };
}

const inSight = (element: Element) => {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
};
const form = () => document.querySelector<HTMLElement>('form[aria-label=Experiment]');

describe('the page of a panel', () => {
  it('opens with a recorded run, its picture, the settings beside it and Run, all on the first screen', async () => {
    await open(1280, 720);
    await appears('recorded run');
    const seen = [button('Run'), field('Your words'), document.querySelector('[aria-label=Units]')!];
    expect(seen.map(inSight)).toEqual([true, true, true]);
    expect(field('Your words').value).toBe('bee, ant');
    expect(button('Settings').checkVisibility()).toBe(false);
    expect([new URLSearchParams(location.search).get('run'), overflow()]).toEqual(['first.json', 0]);
  });

  it('makes the model ready that comes with the page, and runs on it', async () => {
    const engine = wordsEngine();
    const { runs } = await open(1280, 720, engine);
    await until(() => engine.loads() === 1);
    await press('Run');
    await appears('finished');
    const [stored] = await runs.list();
    expect(stored?.title).toBe('bee, ant');
    expect(new URLSearchParams(location.search).get('run')).toBeNull();
    expect((history.state as { loupe: { run: string } }).loupe.run).toBe(stored?.id);
  });

  it('opens a call in a column of its own', async () => {
    await open(1280, 720);
    await until(() => named('button', 'bee') !== undefined);
    await press('bee');
    await act(async () => document.querySelector<HTMLElement>('[data-step]')?.click());
    await until(() => document.querySelector('aside') !== null);
    const [stage, call] = ['section[aria-label=Run]', 'aside'].map(part =>
      document.querySelector(part)!.getBoundingClientRect(),
    );
    expect(call!.left).toBeGreaterThanOrEqual(stage!.right);
    expect(overflow()).toBe(0);
  });

  it('has its settings in a sheet on a narrow screen, which take effect at once', async () => {
    await open(360, 740);
    expect(form()?.checkVisibility()).toBe(false);
    expect([inSight(button('Run')), inSight(button('Settings')), overflow()]).toEqual([true, true, 0]);
    await press('Settings');
    await until(() => document.querySelector('[role=dialog] form') !== null);
    // The column of a wide screen has the same fields, out of sight.
    const labels = [...document.querySelectorAll<HTMLLabelElement>('[role=dialog] label')];
    const words = labels.find(({ textContent }) => textContent === 'Your words')!.control as HTMLInputElement;
    expect(words.value).toBe('bee, ant');
    await act(() => userEvent.fill(words, 'bee, ant, fly'));
    await until(() => document.querySelector('#run-plan')?.textContent === '3 words: about 6 model calls');
    await press('Done');
    await until(() => document.querySelector('[role=dialog]') === null);
    expect(document.activeElement).toBe(button('Settings'));
  });

  it('stops its run when it is left', async () => {
    const engine = heldEngine(2);
    const { runs } = await open(1280, 720, engine);
    await press('Run');
    await act(() => engine.reached);
    await unmount();
    await vi.waitUntil(async () => (await runs.list())[0]?.status === 'stopped', { timeout: 60_000 });
  });
});

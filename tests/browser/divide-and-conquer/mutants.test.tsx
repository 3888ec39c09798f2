import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { divideAndConquerViews } from '@/components/divide-and-conquer/views';
import type { WorkbenchDeps, WorkbenchStore } from '@/components/workbench/store';
import { Workbench } from '@/components/workbench/workbench';
import { failures } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { isOpenInRun, mutantsOf } from '../../support/mutants';
import { act, emulate, frames, render, unmount, until } from '../../support/render';
import { scriptedEngine } from '../../support/scripted-engine';
import { serveExperiments } from '../../support/site';
import { depsWith } from '../../support/workbench';

/** Recorded runs of which one place was changed, opened on the whole page in a real browser, as `tests/unit` draws them as HTML. */

const deps = vi.hoisted(() => ({}) as WorkbenchDeps);
const opened = vi.hoisted(() => ({}) as { store: WorkbenchStore });
vi.mock(import('@/components/workbench/browser'), () => ({ browserDeps: deps }));
vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams(location.search) }));
vi.mock(import('@/components/workbench/store'), async original => {
  const module = await original();
  const createWorkbenchStore: typeof module.createWorkbenchStore = (...given) => {
    const store = module.createWorkbenchStore(...given);
    opened.store = store as unknown as WorkbenchStore;
    return store;
  };
  return { ...module, createWorkbenchStore };
});

const address = location.href;
const uncaught: unknown[] = [];
const note = (event: ErrorEvent | PromiseRejectionEvent) => {
  uncaught.push(event instanceof ErrorEvent ? (event.error ?? event.message) : event.reason);
};

beforeEach(() => {
  serveExperiments({ 'index.json': '[]' });
  Object.assign(deps, depsWith(scriptedEngine({ answer: () => '' }), divideAndConquerPanel, memoryRunStore()));
  addEventListener('error', note);
  addEventListener('unhandledrejection', note);
});
afterEach(async () => {
  await unmount();
  removeEventListener('error', note);
  removeEventListener('unhandledrejection', note);
  history.replaceState(null, '', address);
  vi.unstubAllGlobals();
});

/** The recorded runs, as the site serves them. */
const recorded = await Promise.all(
  ['leaves-too-large.json', 'one-multiplication.json', 'votes.json'].map(async (file): Promise<[string, Json]> => {
    const response = await fetch(`/experiments/${file}`);
    return [file, (await response.json()) as Json];
  }),
);

const state = () => opened.store.getState();
const click = (selector: string, nth: number) =>
  act(async () => document.querySelectorAll<HTMLElement>(selector)[nth]?.click());

/** Opens two problems, and calls of each. Whether a call opened. */
async function lookAround(): Promise<boolean> {
  let isCallOpen = false;
  for (const unit of [...(state().run?.live.units.keys() ?? [])].slice(0, 2)) {
    await act(async () => state().showUnit(unit));
    await frames();
    for (const nth of [0, 2]) {
      await click('section[aria-label=Run] [data-step]', nth);
      await frames();
      isCallOpen ||= document.querySelector('aside') !== null;
    }
  }
  return isCallOpen;
}

/** Of each file. */
const count = 14;

it.each(recorded)(
  'a mutant of a recorded run is refused by name, or all of the page shows it: %s',
  async (file, whole) => {
    await emulate({ width: 1280, height: 720, reducedMotion: true });
    await render(<Workbench views={divideAndConquerViews} />);
    await until(() => document.querySelector<HTMLInputElement>('input[type=file]') !== null);
    let [shown, called] = [0, 0];
    for (const { value, change } of mutantsOf(whole, count, 11, isOpenInRun)) {
      const before = state().run;
      await act(() => state().importFile(new File([JSON.stringify(value)], file)));
      await frames();
      const isNew = state().run !== before;
      if (isNew) {
        shown++;
        if (await lookAround()) called++;
      } else expect(state().notices, change).not.toEqual([]);
      expect(uncaught, change).toEqual([]);
      expect(document.body.textContent, change).not.toContain(failures['view-failed'].sentence);
      const kinds = state().notices.map(({ kind }) => kind);
      expect(kinds, change).not.toContain('unknown');
      await act(async () => kinds.forEach(kind => state().dismiss(kind)));
    }
    // Else nothing was tried but the schema of files.
    expect(shown).toBeGreaterThan(2);
    expect(called).toBeGreaterThan(0);
  },
);

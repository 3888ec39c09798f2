import { useState } from 'react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunBar } from '@/components/workbench/run-bar/run-bar';
import { liftCurtain } from '@/components/workbench/stage/curtain';
import { OrderDialog } from '@/components/workbench/stage/order-dialog';
import { Stage } from '@/components/workbench/stage/stage';
import { rememberOrder } from '@/components/workbench/stage/use-order';
import { openRunStore } from '@/lib/experiment/indexed-store';
import { panels } from '@/lib/panels/index';
import { appears, appearsButton, button, drawWorkbench, field, keys, named, press } from '../../support/draw-workbench';
import { wordsEngine } from '../../support/fixture-panel';
import { act, emulate, overflow, unmount, until } from '../../support/render';
import { ruled } from '../../support/ruled-panel';
import { listed, serveExperiments } from '../../support/site';
import { fileOfRun, finishedRun } from '../../support/workbench';

const push = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));

// The runs of the browser are those of the site's panels, of which the fixture is none.
vi.mock(import('@/lib/panels/index'), async original => ({
  ...(await original()),
  findPanel: async id => (id === ruled.id ? ruled : undefined),
}));

const recorded = fileOfRun(await finishedRun(state => state.set('words', 'bee, ant')));
const [elsewhere] = panels;
const openStore = () => openRunStore(async () => ruled);

async function empty() {
  const store = await openStore();
  for (const { id } of await store.list()) await store.remove(id);
}

const fill = vi.fn(async () => {});

beforeEach(async () => {
  await emulate({ reducedMotion: true });
  await empty();
  rememberOrder('');
  push.mockClear();
  fill.mockClear();
  vi.spyOn(document.documentElement, 'requestFullscreen').mockImplementation(fill);
  serveExperiments({
    'index.json': JSON.stringify([
      listed('first.json'),
      listed('second.json'),
      listed('third.json'),
      listed('other.json', elsewhere!.id),
    ]),
    'first.json': recorded,
    'second.json': recorded,
  });
});
afterEach(async () => {
  await unmount();
  liftCurtain();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await empty();
});

function Opened() {
  const [isOpen, setIsOpen] = useState(true);
  return isOpen && <OrderDialog onClose={() => setIsOpen(false)} />;
}

async function draw(...added: string[]) {
  const drawn = await drawWorkbench(<Opened />, wordsEngine(), { openStore });
  await appears('Nothing is chosen yet.');
  for (const title of added) await press(`Add ${title}`);
  return drawn;
}
const order = () => [...document.querySelectorAll('[role=dialog] ol > li p:first-child')].map(one => one.textContent);
const link = () => new URL(field('Link').value);
const said = () => document.querySelector('[role=dialog] [role=status].sr-only[aria-live]')?.textContent;

describe('the dialog of a running order', () => {
  it('offers the ready-made experiments of every panel, and makes a link of those that are added', async () => {
    await draw();
    const groups = [...document.querySelectorAll('[role=dialog] h4')].map(({ textContent }) => textContent);
    expect(groups).toEqual(['words', elsewhere!.title]);
    expect([button('Begin').disabled, named('button', 'Copy the link')]).toEqual([true, undefined]);

    await press('Add second.json');
    expect(document.activeElement).toBe(button('second.json: added'));
    await until(() => said() === 'second.json was added as 1 of 1.');
    await keys('{Enter}');
    await press('Add other.json');
    expect(order()).toEqual(['second.json', 'other.json']);
    expect(link().href).toBe(`${location.origin}/words/?stage=second.json,other.json`);
    expect([button('Begin').disabled, button('Copy the link').disabled]).toEqual([false, false]);
    expect(document.body.textContent).not.toContain('can be shown only here');
    expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
  });

  it('moves an experiment by the keyboard; the focus goes along, also to the ends', async () => {
    await draw('first.json', 'second.json', 'third.json');
    expect([button('Earlier: first.json').disabled, button('Later: third.json').disabled]).toEqual([true, true]);
    act(() => button('Later: first.json').focus());
    await keys('{Enter}');
    expect(order()).toEqual(['second.json', 'first.json', 'third.json']);
    expect(document.activeElement).toBe(button('Later: first.json'));
    await until(() => said() === 'first.json is now 2 of 3.');
    await keys('{Enter}');
    expect(order()).toEqual(['second.json', 'third.json', 'first.json']);
    expect(document.activeElement).toBe(button('Earlier: first.json'));
    await keys('{Enter}{Enter}');
    expect(order()).toEqual(['first.json', 'second.json', 'third.json']);
    expect(document.activeElement).toBe(button('Later: first.json'));
    expect(link().search).toBe('?stage=first.json,second.json,third.json');
  });

  it('removes an experiment, which can then be added again; the focus goes to the next one', async () => {
    await draw('first.json', 'second.json', 'third.json');
    act(() => button('Remove second.json').focus());
    await keys('{Enter}');
    expect([order(), document.activeElement]).toEqual([['first.json', 'third.json'], button('Remove third.json')]);
    await until(() => said() === 'second.json was removed.');
    await keys('{Enter}');
    expect(document.activeElement).toBe(button('Remove first.json'));
    await keys('{Enter}');
    expect([order(), document.activeElement?.ariaLabel]).toEqual([[], 'The order']);
    expect(button('Begin').disabled).toBe(true);
    await press('Add second.json');
    expect(order()).toEqual(['second.json']);
  });

  it('fits a phone', async () => {
    await emulate({ width: 360, height: 740, reducedMotion: true });
    await draw('first.json', 'second.json');
    expect(overflow()).toBe(0);
    const { left, right } = button('Remove second.json').getBoundingClientRect();
    expect([left > 0, right < 360]).toEqual([true, true]);
  });

  it('says what went wrong where the list cannot be read', async () => {
    serveExperiments({});
    await drawWorkbench(<Opened />);
    await until(() => document.querySelector('[role=dialog] [role=alert]') !== null);
    expect(button('Begin').disabled).toBe(true);
  });
});

describe('a run of this browser', () => {
  it('is offered with its panel and its time, and is said to be shown only here', async () => {
    const bench = await drawWorkbench(<p>before</p>, wordsEngine(), { openStore });
    await act(() => bench.state().start());
    const { id, title } = bench.state().run!;
    const { state } = await draw('first.json');
    const added = [...document.querySelectorAll<HTMLElement>('button')].find(one =>
      one.ariaLabel?.startsWith(`Add ${title}, `),
    );
    await press(added!.ariaLabel!);
    expect(order()).toEqual(['first.json', title]);
    expect(link().searchParams.get('stage')).toBe(`first.json,${id}`);
    await appears('can be shown only here');
    await press('Remove first.json');
    await press('Begin');
    await until(() => state().run?.id === id);
    expect(state().stage).toBe(id);
  });
});

describe('Begin', () => {
  it('fills the screen and opens the first experiment in stage mode, with the order', async () => {
    const { state } = await draw('second.json', 'first.json');
    await press('Begin');
    await until(() => state().readyMade === 'second.json');
    expect([state().stage, fill.mock.calls.length, push.mock.calls.length]).toEqual(['second.json,first.json', 1, 0]);
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it('goes to the page of another panel where the first experiment is one of it', async () => {
    const { state } = await draw('other.json', 'first.json');
    await press('Begin');
    await until(() => push.mock.calls.length === 1);
    expect(push).toHaveBeenCalledWith(`/${elsewhere!.id}/?run=other.json&stage=other.json,first.json`);
    expect([state().stage, fill.mock.calls.length]).toEqual([null, 1]);
    expect(document.querySelector('body > .fixed.inset-0.bg-paper')).not.toBeNull();
  });
});

it('is opened from the tools of the run bar, with the order that stage mode had last', async () => {
  const { state } = await drawWorkbench(<Stage />, wordsEngine(), { openStore });
  act(() => state().showStage('second.json,nowhere.json,other.json'));
  await appears('1 of 2');
  await drawWorkbench(<RunBar />, wordsEngine(), { openStore });
  await until(() => !button('More tools').disabled);
  await press('More tools');
  await appearsButton('A running order');
  await press('A running order');
  await until(() => order().length === 2);
  expect(order()).toEqual(['second.json', 'other.json']);
  await press('Remove other.json');
  await press('Close');
  await until(() => document.activeElement === button('More tools'));
  await press('More tools');
  await appearsButton('A running order');
  await press('A running order');
  await until(() => order().length === 1);
});

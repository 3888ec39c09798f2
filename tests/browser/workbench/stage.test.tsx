import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbedLine } from '@/components/workbench/embed/embed-line';
import { dropCurtain, liftCurtain } from '@/components/workbench/stage/curtain';
import { Stage } from '@/components/workbench/stage/stage';
import { appears, drawWorkbench, named } from '../../support/draw-workbench';
import { act, unmount } from '../../support/render';
import { listed, serveExperiments } from '../../support/site';
import { fileOfRun, finishedRun } from '../../support/workbench';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => {} }) }));

const recorded = fileOfRun(await finishedRun(state => state.set('words', 'bee, ant')));
const elsewhere = 'https://runs.example/run.jsonl.gz';

beforeEach(() => {
  serveExperiments({ 'index.json': JSON.stringify([listed('first.json')]), 'first.json': recorded });
});
afterEach(async () => {
  await unmount();
  liftCurtain();
  vi.unstubAllGlobals();
});

describe('stage mode', () => {
  const draw = async () => {
    const drawn = await drawWorkbench(<Stage />);
    act(() => drawn.state().showStage('first.json,nowhere.json'));
    await appears('1 of 1');
    return drawn.frame.querySelector('[role=alert]')?.textContent;
  };

  it('says once what a running order names and nobody has, and not again on the next page', async () => {
    expect(await draw()).toContain('nowhere.json');
    await unmount();
    dropCurtain();
    expect(await draw()).toBeUndefined();
  });

  it('asks before it fetches a run of another server', async () => {
    const { state } = await drawWorkbench(<Stage />);
    await act(() => state().openReadyMade(elsewhere));
    await appears('A run on another server: runs.example');
    expect(named('button', 'Fetch it from runs.example')).toBeDefined();
  });
});

it('a page for frames names a run of another server, and leaves it to the page itself', async () => {
  const { state, frame } = await drawWorkbench(<EmbedLine />);
  await act(() => state().openReadyMade(elsewhere));
  await appears('This run is on another server.');
  expect(frame.querySelector('button')).toBeNull();
});

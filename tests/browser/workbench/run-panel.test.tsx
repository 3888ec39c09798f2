import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CallInspector } from '@/components/workbench/call-inspector';
import { StatusLine } from '@/components/workbench/page/status-line';
import { RunPanel } from '@/components/workbench/run-panel';
import type { Engine } from '@/lib/engines/contract';
import { withClaim } from '@/lib/experiment/link';
import { encodeLink } from '@/lib/experiment/write-link';
import { appears, appearsButton, button, drawWorkbench, keys, named, press } from '../../support/draw-workbench';
import { act, emulate, until } from '../../support/render';
import { ruled } from '../../support/ruled-panel';
import { exported, heldEngine, workbenchWith } from '../../support/workbench';

const unit = 'dog: nearest';

const draw = (engine?: Engine) =>
  drawWorkbench(
    <>
      <RunPanel />
      <CallInspector />
      <StatusLine />
    </>,
    engine,
  );

/** The panel with a run from a file, one unit of it in full, and its player. */
async function drawRecorded() {
  const bench = await draw();
  const other = workbenchWith(undefined, { panel: ruled });
  await other.state().start();
  await act(() => bench.state().openRun(exported(other.state().run!)));
  act(() => bench.state().showUnit(unit));
  await until(() => document.querySelector('[aria-label=Replay]') !== null);
  return bench;
}

const slider = () => document.querySelector<HTMLInputElement>('input[type=range]')!;
const statusOf = (key: string) =>
  document.querySelector(`[data-step="${CSS.escape(`${unit} / ${key}`)}"]`)?.textContent;
const standing = () => document.querySelector('[aria-label=Replay] p')?.textContent;

describe('the player', () => {
  it('goes through the steps by its buttons, and the picture follows', async () => {
    await drawRecorded();
    expect(standing()).toBe('Press Play to replay this run call by call.');
    expect(button('One step forward').disabled).toBe(true);
    await press('To the start');
    expect(standing()).toBe('No call has been made yet.');
    expect(statusOf('embed')).toContain('waiting');
    await press('One step forward');
    await press('One step forward');
    expect([statusOf('nearest'), statusOf('check / answer')].map(text => text?.split(': ').at(-1))).toEqual([
      'done',
      'waiting',
    ]);
    expect(standing()).toContain('Computed by code: nearest');
    await press('One step back');
    expect(slider().getAttribute('aria-valuetext')).toBe('Step 1 of 3: embed');
    await press('To the end');
    expect(statusOf('check / answer')).toContain('done');
  });

  it('is moved by the arrow keys, Home and End on its slider', async () => {
    const { state } = await drawRecorded();
    act(() => slider().focus());
    await keys('{ArrowLeft}');
    expect([state().replay, slider().getAttribute('aria-valuetext')]).toEqual([{ at: 2 }, 'Step 2 of 3: nearest']);
    await keys('{Home}');
    expect(state().replay).toEqual({ at: 0 });
    await keys('{ArrowRight}');
    expect(state().replay).toEqual({ at: 1 });
    await keys('{End}');
    expect(state().replay).toBeNull();
  });

  it('plays from the start to the end by itself, and pauses', async () => {
    const { state } = await drawRecorded();
    await act(() => userEvent.selectOptions(document.querySelector('select')!, '30'));
    await press('Play');
    await until(() => state().replay === null && named('button', 'Play') !== undefined);
    expect(statusOf('check / answer')).toContain('done');
    await act(() => userEvent.selectOptions(document.querySelector('select')!, '1'));
    await press('Play');
    expect(state().replay).toEqual({ at: 0 });
    await press('Pause');
    expect([state().replay, named('button', 'Play') !== undefined]).toEqual([{ at: 0 }, true]);
  });

  it('does not play where the system asks for less motion, and says so', async () => {
    await emulate({ reducedMotion: true });
    await drawRecorded();
    expect(named('button', 'Play')).toBeUndefined();
    expect(document.querySelector('[aria-label=Replay] select')).toBeNull();
    expect(standing()).toContain('Use the arrows: your system reduces motion.');
    await press('One step back');
    expect(slider().value).toBe('2');
  });

  it('opens the call of its step', async () => {
    const { state } = await drawRecorded();
    await press('To the start');
    await press('One step forward');
    await press('Open this call');
    expect(state().selected).toBe(`${unit} / embed`);
  });
});

describe('the inspector', () => {
  const open = async () => {
    const bench = await drawRecorded();
    await act(() => userEvent.click(document.querySelector('[data-step$=answer]')!));
    return bench;
  };

  it('stands beside the run where there is room; Escape gives the focus back to the call', async () => {
    await emulate({ width: 1280 });
    const { state } = await open();
    const aside = document.querySelector('aside[aria-label=Call]')!;
    expect(document.querySelector('[role=dialog]')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Words: answer');
    expect(aside.textContent).toContain('Is dog like fox?');
    await keys('{Escape}');
    expect(state().selected).toBeNull();
    expect((document.activeElement as HTMLElement).dataset['step']).toBe(`${unit} / check / answer`);
  });

  it('leaves Escape alone while the focus is elsewhere, and closes by its button', async () => {
    await emulate({ width: 1280 });
    const { state } = await open();
    act(() => slider().focus());
    await keys('{Escape}');
    expect(state().selected).not.toBeNull();
    await press('Close the call');
    expect(document.querySelector('aside')).toBeNull();
  });

  it('stands over the run on a narrow screen', async () => {
    await emulate({ width: 1024 });
    const { state } = await open();
    const dialog = document.querySelector('[role=dialog]')!;
    expect(dialog.textContent).toContain('Is dog like fox?');
    expect(document.querySelector('aside')).toBeNull();
    await keys('{Escape}');
    await until(() => document.querySelector('[role=dialog]') === null);
    expect(state().selected).toBeNull();
    await until(() => (document.activeElement as HTMLElement).dataset['step'] === `${unit} / check / answer`);
  });
});

describe('the run on the page', () => {
  it('is the panel’s introduction before any run', async () => {
    await draw();
    expect(document.body.textContent).toContain('Words, described and compared.');
  });

  it('is a shared experiment in words, with the button that runs it', async () => {
    const { state } = await draw();
    const link = encodeLink(
      { ...state().experiment, seed: 8, settings: { ...state().experiment.settings, words: 'bee, ant' } },
      ruled,
    );
    act(() => void state().openLink(link));
    // Its script is loaded when a link brings an experiment.
    await appears('about 4 model calls');
    expect(document.querySelector('h2')?.textContent).toBe('Shared experiment: bee, ant');
    expect(document.body.textContent).toContain('seed 8');
    await press('Run');
    await until(() => state().run?.status === 'finished');
    expect(document.querySelector('#shared-experiment')).toBeNull();
  });

  it('shows what a link claims, and speaks of it, while the form has its settings', async () => {
    const { state } = await draw();
    const link = encodeLink({ ...state().experiment, seed: 3 }, ruled);
    act(() => void state().openLink(withClaim(link, 'damaged')));
    await appears('is shown below');
    await appears('What this link says of the result cannot be read.');
    act(() => state().setSeed(4));
    await appears('The link carries the settings and no result');
  });

  it('shows progress by calls, and says how it was stopped', async () => {
    const engine = heldEngine(3);
    const { state } = await draw(engine);
    let going: Promise<void> | undefined;
    act(() => {
      going = state().start();
    });
    await act(() => engine.reached);
    await appears('of about 6 calls');
    act(() => state().stop());
    await act(() => going!);
    expect(document.body.textContent).toContain('not finished: press Resume');
    engine.release();
  });

  it('shows one unit of many, and goes back to all of them', async () => {
    const { state } = await draw();
    await act(() => state().start());
    await press('dog');
    expect(state().unit).toBe('dog');
    expect(document.querySelector('[aria-label=Calls]')).not.toBeNull();
    await press('All 6');
    expect(document.querySelector('[aria-label=Units]')).not.toBeNull();
  });

  it('says that the settings have left it', async () => {
    const { state } = await draw();
    await act(() => state().start());
    expect(document.body.textContent).not.toContain('Settings changed.');
    act(() => state().setSeed(9));
    expect(document.body.textContent).toContain('Settings changed. Press Run to update.');
  });

  it('is repeated and compared where it came from a file', async () => {
    const { state } = await drawRecorded();
    await press('Re-run and compare');
    await until(() => state().run?.status === 'finished');
    await appears('All 9 calls are the same');
    expect(state().original?.status).toBe('recorded');
  });

  it('offers a run that was not finished, names what it would download, and deletes it', async () => {
    const { store } = await draw();
    const hub = { engine: 'embedded', model: 'HuggingFaceTB/SmolLM2-135M-Instruct' } as const;
    act(() => store.setState({ unfinished: { id: 'x', title: 'bee, ant', calls: 3, models: [hub] } }));
    await appearsButton('Resume it (3 calls done)');
    expect(document.body.textContent).toContain('up to 269 MB from huggingface.co');
    await press('Delete it');
    expect(document.body.textContent).not.toContain('was not finished');
  });
});

describe('the status line', () => {
  const said = () => document.querySelector('[aria-live=polite].sr-only')?.textContent;

  it('says the start, the end and the stop of a run', async () => {
    const engine = heldEngine(2);
    const { state } = await draw(engine);
    expect(said()).toBe('');
    let going: Promise<void> | undefined;
    act(() => {
      going = state().start();
    });
    await until(() => /^(Run started|Run in progress)/.test(said() ?? ''));
    act(() => state().stop());
    await act(() => going!);
    await until(() => said()?.startsWith('Run stopped after') === true);
    engine.release();
    await act(() => state().resume());
    await until(() => said() === 'Run finished: fox, dog, owl, 9 calls.');
  });
});

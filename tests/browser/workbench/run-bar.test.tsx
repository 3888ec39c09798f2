import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Toasts } from '@/components/ui/toast';
import { dismissToast } from '@/components/ui/toast-store';
import { endpoint } from '@/components/workbench/model/endpoint';
import { RunBar } from '@/components/workbench/run-bar/run-bar';
import { Failure } from '@/lib/core/failure';
import { decodeLink } from '@/lib/experiment/link';
import { appears, appearsButton, button, drawWorkbench, field, named, press, type } from '../../support/draw-workbench';
import { wordsEngine } from '../../support/fixture-panel';
import { act, emulate, overflow, until } from '../../support/render';
import { ruled } from '../../support/ruled-panel';
import { fileOfRun, finishedRun, heldEngine } from '../../support/workbench';

const draw = (engine = wordsEngine()) =>
  drawWorkbench(
    <>
      <RunBar />
      <Toasts />
    </>,
    engine,
  );
const plan = () => document.querySelector('#run-plan')?.textContent;

afterEach(() => {
  vi.restoreAllMocks();
  // The run bar is still there, and listens to both.
  act(() => {
    endpoint.setState({ entered: null });
    dismissToast();
  });
});

describe('the run bar', () => {
  it('says what Run will do, in words and calls, once the form has been at rest', async () => {
    await draw();
    await until(() => plan() === '3 words: about 6 model calls');
    expect(button('Run').getAttribute('aria-describedby')).toBe('run-plan');
  });

  it('runs, stops, resumes and starts over', async () => {
    const engine = heldEngine(3);
    const { state } = await draw(engine);
    await press('Run');
    await act(() => engine.reached);
    await until(() => named('button', 'Stop') !== undefined);
    await press('Stop');
    await appearsButton('Resume');
    const first = state().run!.id;
    expect(state().run?.status).toBe('stopped');
    engine.release();
    await press('Resume');
    await until(() => state().run?.status === 'finished');
    expect(state().run?.id).toBe(first);
    expect(named('button', 'Start over')).toBeUndefined();

    const again = heldEngine(2);
    const other = await draw(again);
    act(() => void other.state().start());
    await act(() => again.reached);
    await press('Stop');
    await appearsButton('Start over');
    again.release();
    const stopped = other.state().run!.id;
    await press('Start over');
    await until(() => other.state().run?.status === 'finished');
    expect(other.state().run?.id).not.toBe(stopped);
  });

  it('retries the failed calls of an incomplete run', async () => {
    let isRefused = true;
    const engine = wordsEngine({
      onCall: prompt => {
        if (isRefused && prompt.startsWith('Is dog')) throw new Failure('endpoint-busy');
      },
    });
    const { state } = await draw(engine);
    await press('Run');
    await appearsButton('Retry the failed calls');
    expect(named('button', 'Start over')).toBeDefined();
    isRefused = false;
    const asked = engine.calls.length;
    await press('Retry the failed calls');
    await until(() => state().run?.status === 'finished');
    expect(engine.calls.slice(asked)).toHaveLength(1);
    expect(named('button', 'Run')).toBeDefined();
  });

  it('offers Run, and no Resume, once the settings have left the stopped run', async () => {
    const engine = heldEngine(2);
    const { state } = await draw(engine);
    await press('Run');
    await act(() => engine.reached);
    await press('Stop');
    await appearsButton('Resume');
    act(() => state().setSeed(9));
    expect([named('button', 'Run') !== undefined, named('button', 'Resume')]).toEqual([true, undefined]);
  });

  it('names the field that is wrong, and does not run', async () => {
    const { state } = await draw();
    act(() => state().set('code', 'x'));
    expect(plan()).toBe('Code: "x" is not made of digits.');
    expect(button('Run').disabled).toBe(true);
    act(() => state().set('code', '7'));
    expect(button('Run').disabled).toBe(false);
  });

  it('names the data that is missing, and does not run', async () => {
    const { state } = await draw();
    act(() => state().set('words', ''));
    await until(() => plan() === 'This data is not there. Bring a file of words.');
    expect(button('Run').disabled).toBe(true);
  });

  it('runs an alternative of the panel', async () => {
    const { state } = await draw();
    await press('Run two words');
    await until(() => state().run?.status === 'finished');
    expect(state().run?.title).toBe('bee, ant');
  });

  it('asks for a server’s address before an experiment that names one can run', async () => {
    const { state } = await draw();
    act(() => state().setModel({ engine: 'endpoint', model: 'large' }));
    expect(document.body.textContent).toContain('This experiment runs on a server that has the model large.');
    expect([button('Run').disabled, button('Run two words').disabled]).toEqual([true, true]);
    await press('Choose where it runs');
    await until(() => named('[role=tab]', 'On a server') !== undefined);
    await act(() => userEvent.click(named('[role=tab]', 'On a server')!));
    await type('Base URL', 'http://localhost:1234/v1');
    await press('Use this server');
    await until(() => named('button', 'Run on localhost:1234') !== undefined);
    expect(button('Run on localhost:1234').disabled).toBe(false);
    await until(() => plan()?.includes('A run sends its prompts to localhost:1234.') === true);
    expect(state().experiment.model).toEqual({ engine: 'endpoint', model: 'large' });
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it('names the size and the hosts of a download before it', async () => {
    const { state } = await draw();
    act(() => state().setModel({ engine: 'webllm', model: 'SmolLM2-360M-Instruct-q4f16_1-MLC' }));
    await until(() => plan()?.includes('up to 204 MB from huggingface.co and raw.githubusercontent.com') === true);
  });

  it('makes no model ready under the pointer that is not part of the page', async () => {
    const engine = wordsEngine();
    const { state } = await draw(engine);
    act(() => state().setModel({ engine: 'webllm', model: 'large' }));
    await act(() => userEvent.hover(button('Run')));
    expect(engine.loads()).toBe(0);
    await act(() => userEvent.hover(button('Reset')));
    act(() => state().setModel({ engine: 'embedded', model: 'loupe-arithmetic' }));
    await act(() => userEvent.hover(button('Run')));
    await until(() => engine.loads() === 1);
  });
});

describe('the tools of the run bar', () => {
  it('reset everything, and undo', async () => {
    const { state } = await draw();
    await act(() => state().start());
    act(() => state().setSeed(9));
    const { run } = state();
    await press('Reset');
    expect([state().run, state().experiment.seed]).toEqual([null, 1]);
    await press('Undo');
    expect([state().run, state().experiment.seed]).toEqual([run, 9]);
  });

  it('import a file', async () => {
    const { state } = await draw();
    const text = fileOfRun(await finishedRun()).replace('"style": "short"', '"style": "long"');
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await act(() => userEvent.upload(input, new File([text], 'run.json', { type: 'application/json' })));
    await until(() => state().run?.status === 'recorded');
    expect(state().experiment.settings['style']).toBe('long');
  });

  it('export the run in sight, and nothing where there is none', async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const { state } = await draw();
    expect(button('Export run').disabled).toBe(true);
    await act(() => state().start());
    await press('Export run');
    await until(() => saved.length === 1);
    expect(saved).toEqual(['loupe-fox-dog-owl.jsonl.gz']);
  });

  it('copy the link, or show it selected where the browser does not allow that', async () => {
    const copied: string[] = [];
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async text => void copied.push(text));
    const { state } = await draw();
    act(() => state().setSeed(9));
    await press('Copy link');
    await appears('Link copied.');
    expect(decodeLink(new URL(copied[0]!).hash, ruled)).toEqual(state().experiment);
    write.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await press('Copy link');
    await appears('Copy this link');
    await until(() => document.activeElement === field('Link'));
    expect(getSelection()?.toString() || field('Link').value).toBe(copied[0]);
    await act(() => userEvent.keyboard('{Escape}'));
    await until(() => document.activeElement === button('Copy link'));
  });

  it('are by their names in a sheet on a phone, beside Run in one row', async () => {
    await emulate({ width: 360, height: 740, reducedMotion: true });
    const { state } = await draw();
    const isSeen = (element: HTMLElement) => element.checkVisibility();
    expect(isSeen(button('Reset'))).toBe(false);
    const tops = ['Run', 'Settings', 'More tools'].map(name => {
      const { top, bottom } = button(name).getBoundingClientRect();
      return Math.round((top + bottom) / 2);
    });
    expect(new Set(tops).size).toBe(1);
    expect(overflow()).toBe(0);

    act(() => state().setSeed(9));
    await press('More tools');
    await appears('Experiment and run');
    const listed = [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] li button')];
    expect(listed.map(({ textContent, disabled }) => [textContent, disabled])).toEqual([
      ['Recent runs', false],
      ['Reset', false],
      ['Copy link', false],
      ['Share …', false],
      ['Export run', true],
      ['Report (HTML)', true],
      ['Cite …', false],
      ['Import file', false],
      ['A link for a class', false],
      ['Stage mode', false],
      ['A running order', false],
    ]);
    await act(() => userEvent.click(listed[1]!));
    await until(() => state().experiment.seed === 1);
    expect(document.querySelector('[role=dialog]')).toBeNull();
    await press('Undo');
    expect(state().experiment.seed).toBe(9);
    await until(() => document.activeElement === button('More tools'));

    // The dialog of a tool takes the place of the sheet, and gives the focus back to the button of the sheet.
    await press('More tools');
    await appears('Experiment and run');
    await act(() => userEvent.click(document.querySelector<HTMLElement>('[role=dialog] li button')!));
    await appears('Stored in this browser only.');
    expect(document.querySelectorAll('[role=dialog]').length).toBe(1);
    await act(() => userEvent.keyboard('{Escape}'));
    await until(() => document.activeElement === button('More tools'));
  });
});

import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { useLoop } from '@/components/ner/loop/use-loop';
import { RetrieveMini } from '@/components/ner/retrieve/mini';
import { RetrieveStage } from '@/components/ner/retrieve/stage';
import type { RunView } from '@/components/workbench/state';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { nerPage, nerView } from '../../support/ner-page';
import { act, emulate, overflow, render } from '../../support/render';

const settings = {
  retrievals: ['nearest', 'random'],
  demonstrations: 3,
  selection: { 'sample-threshold': { threshold: 5 } },
};

function Stage({ run }: { run: RunView<NerSettings> }) {
  const { loop } = useLoop(run);
  return (
    <>
      <p id="mini">
        <RetrieveMini run={run} loop={loop} />
      </p>
      <RetrieveStage run={run} loop={loop} />
    </>
  );
}

async function drawn(more: object = {}) {
  const page = nerPage();
  const run = await nerView({ settings: { ...settings, ...more } });
  page.store.setState({ run });
  return { ...page, run, frame: await render(page.around(<Stage run={run} />)) };
}

const press = (keys: string) => act(() => userEvent.keyboard(keys));
const chosen = (frame: HTMLElement) => frame.querySelector('[role=option][aria-selected=true]')?.textContent;
const view = (frame: HTMLElement) => frame.querySelector<HTMLElement>('[aria-label="Retrieved demonstrations"]')!;

describe('the stage of retrieval', () => {
  it('walks the test sentences by the keyboard, and finds them by their words', async () => {
    const { frame } = await drawn();
    const list = frame.querySelector<HTMLElement>('[role=listbox]')!;
    list.focus();
    await press('{Home}');
    expect(chosen(frame)).toBe('Aldona came back.');
    await press('{ArrowDown}');
    expect(chosen(frame)).toBe('We met Nell Voss there.');
    expect(view(frame).textContent).toContain('We met Nell Voss there.');
    expect(document.getElementById(list.getAttribute('aria-activedescendant')!)?.textContent).toBe(chosen(frame));
    await press('j{End}');
    expect(chosen(frame)).toBe('It was late.');
    await press('k');
    expect(chosen(frame)).toBe('Brisk and Osk were late.');
    await act(() => userEvent.fill(frame.querySelector('input')!, 'came'));
    expect(frame.querySelectorAll('[role=option]')).toHaveLength(1);
    await act(async () => frame.querySelector<HTMLElement>('[role=option]')?.click());
    expect(chosen(frame)).toBe('Aldona came back.');
    await act(() => userEvent.fill(frame.querySelector('input')!, 'xyz'));
    expect(frame.textContent).toContain('No sentence holds these words.');
  });

  it('shows the demonstrations in prompt order with the words that they share, right or wrong, and opens the prompt', async () => {
    const { frame, store } = await drawn();
    const [first, close] = [...view(frame).querySelectorAll('ol')];
    expect(first?.children).toHaveLength(3);
    // The most similar one stands last, next to the sentence.
    expect(first?.lastElementChild?.textContent).toMatch(/number 1 of \d by similarity.*shared words: aldona/);
    expect(first?.lastElementChild?.textContent).toContain('right');
    expect(first?.lastElementChild?.textContent).toContain('mean votes 5.0 of 5');
    expect(close === undefined || close.children.length > 0).toBe(true);
    await act(async () => frame.querySelector<HTMLElement>('[aria-label^="Open the prompt"]')?.click());
    expect(store.getState().selected).toBe('t1 / self sample-threshold nearest / answer');
    expect(frame.querySelector('#mini')?.textContent).toMatch(/3 of \d are its demonstrations/);
  });

  it('says where similarity had no part, what was not taken, and what did not fit', async () => {
    const { frame } = await drawn({ longestPrompt: 420 });
    expect(view(frame).textContent).toContain('Did not fit the prompt');
    const select = frame.querySelector('select')!;
    await act(() => userEvent.selectOptions(select, 'Gold demonstrations, random'));
    expect(view(frame).textContent).toContain('drawn at random');
    expect(view(frame).textContent).toContain('The most similar ones that were not taken');
    await act(() => userEvent.selectOptions(select, 'Sample threshold, nearest'));
  });

  it('fits a phone, and breaks no rule of axe', { timeout: 180_000 }, async () => {
    await emulate({ width: 360, height: 740, reducedMotion: true });
    const { frame } = await drawn();
    expect(overflow()).toBe(0);
    const { violations } = await act(() => axe.run(frame));
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('tells the chosen sentence without colours', async () => {
    await emulate({ forcedColors: true });
    const { frame } = await drawn();
    const option = frame.querySelector('[role=option][aria-selected=true]')!;
    expect(getComputedStyle(option).borderLeftWidth).toBe('2px');
  });

  it('says so where there is nothing to retrieve', async () => {
    const { run } = await drawn();
    const { around } = nerPage();
    const none = {
      ...run,
      experiment: { ...run.experiment, settings: { ...run.experiment.settings, retrievals: [] } },
    };
    const frame = await render(around(<Stage run={none} />));
    expect(frame.textContent).toContain('This experiment shows no demonstrations.');
  });
});

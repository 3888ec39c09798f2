import { useRef } from 'react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ShortcutsButton } from '@/components/shell/shortcuts-button';
import { letSingleKeysWork, useShortcuts } from '@/components/ui/shortcuts';
import { appears, button, keys, press } from '../../support/draw-workbench';
import { act, render, until } from '../../support/render';

afterEach(() => letSingleKeysWork(true));

/** A page whose keys write down what they did. */
function Page({ heard }: { heard: string[] }) {
  const box = useRef<HTMLDivElement>(null);
  const hear = (what: string) => (key: string) => void heard.push(`${what} ${key}`);
  useShortcuts({
    title: 'The page',
    shortcuts: [
      { keys: ['k', 'l'], does: 'do this', run: hear('page') },
      { keys: [' '], does: 'play', run: hear('page') },
      { keys: ['ArrowRight'], does: 'go on', run: hear('page') },
    ],
  });
  useShortcuts({
    title: 'The box',
    within: () => box.current,
    shortcuts: [
      { keys: ['k'], does: 'do that', run: hear('box') },
      { keys: ['Shift ArrowRight'], does: 'select more', run: hear('box') },
    ],
  });
  return (
    <main>
      <h1>Keys</h1>
      <button>Press</button>
      <label>
        Text <input />
      </label>
      <label>
        Slider <input type="range" />
      </label>
      <div ref={box} role="group" aria-label="Box" tabIndex={0}>
        A box
      </div>
    </main>
  );
}

const focus = (selector: string) => act(() => document.querySelector<HTMLElement>(selector)?.focus());

async function draw() {
  const heard: string[] = [];
  const frame = await render(<Page heard={heard} />);
  return { heard, frame, take: () => heard.splice(0) };
}

describe('shortcuts', () => {
  it('work on the whole page, in capitals too, and where the focus is come first', async () => {
    const { take } = await draw();
    await keys('kL{ArrowRight} ');
    expect(take()).toEqual(['page k', 'page l', 'page ArrowRight', 'page  ']);
    focus('[role=group]');
    await keys('kl{Shift>}{ArrowRight}{/Shift}');
    expect(take()).toEqual(['box k', 'page l', 'box Shift ArrowRight']);
  });

  it('do nothing while a person types, with Ctrl, Alt or Meta, and for keys that a control needs', async () => {
    const { take } = await draw();
    focus('input:not([type])');
    await keys('kl {ArrowRight}');
    expect(document.querySelector('input')?.value).toBe('kl ');
    focus('button');
    await keys('{Control>}k{/Control}{Alt>}k{/Alt}{Meta>}k{/Meta} ');
    focus('input[type=range]');
    await keys('{ArrowRight}');
    expect(take()).toEqual([]);
    focus('button');
    await keys('k{ArrowRight}');
    expect(take()).toEqual(['page k', 'page ArrowRight']);
  });

  it('of one character can be turned off, which lasts; others, and those of a part with the focus, still work', async () => {
    const { take } = await draw();
    letSingleKeysWork(false);
    await keys('kl{ArrowRight} ');
    expect(take()).toEqual(['page ArrowRight', 'page  ']);
    focus('[role=group]');
    await keys('k');
    expect(take()).toEqual(['box k']);
    letSingleKeysWork(true);
    await keys('l');
    expect(take()).toEqual(['page l']);
  });

  it('are heard once while a key is held, but for one that moves', async () => {
    const { take } = await draw();
    for (const key of ['k', ' ', 'ArrowRight'])
      for (const repeat of [false, true, true])
        act(() => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key, repeat, bubbles: true })));
    expect(take()).toEqual(['page k', 'page  ', 'page ArrowRight', 'page ArrowRight', 'page ArrowRight']);
  });

  it('are heard no more when their part is gone', async () => {
    const { heard } = await draw();
    await render(<p>Another page</p>);
    await keys('k');
    expect(heard).toEqual([]);
  });
});

describe('the list of shortcuts', () => {
  it('opens with its key and its button, and holds just what the page listens to', async () => {
    const heard: string[] = [];
    const frame = await render(
      <>
        <Page heard={heard} />
        <ShortcutsButton />
      </>,
    );
    await until(() => frame.querySelector('h1') !== null);
    await press('Keyboard shortcuts');
    await appears('The box');
    const sections = [...document.querySelectorAll('[role=dialog] section')].map(section => [
      section.ariaLabel,
      [...section.querySelectorAll('dl > div')].map(({ textContent }) => textContent),
    ]);
    expect(sections).toContainEqual(['The page', ['KLdo this', 'Spaceplay', '→go on']]);
    expect(sections).toContainEqual(['The box', ['Kdo that', 'Shift →select more']]);
    expect(sections).toContainEqual(['Every page', ['?show this list']]);
    expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
    // The page behind the dialog hears nothing.
    await keys('k');
    expect(heard).toEqual([]);
    await act(() => userEvent.click(document.querySelector<HTMLElement>('[role=switch]')!));
    await keys('{Escape}');
    await until(() => document.querySelector('[role=dialog]') === null);
    await keys('k?');
    expect([heard, document.querySelector('[role=dialog]')]).toEqual([[], null]);
    letSingleKeysWork(true);
    act(() => button('Keyboard shortcuts').blur());
    await keys('?');
    await appears('The box');
  });
});

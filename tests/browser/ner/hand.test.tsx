import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { handStore } from '@/components/ner/hand/hand-store';
import { HandView } from '@/components/ner/hand/hand-view';
import { useLoop } from '@/components/ner/loop/use-loop';
import type { RunView } from '@/components/workbench/state';
import { openHandStore } from '@/lib/panels/ner/hand/store';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { describeHandStore } from '../../support/hand-store-behaviour';
import { nerPage, nerView } from '../../support/ner-page';
import { act, emulate, overflow, render, until } from '../../support/render';

const settings = { retrievals: ['nearest'], demonstrations: 6 };

function View({ run }: { run: RunView<NerSettings> }) {
  const { loop } = useLoop(run);
  return (
    <main>
      <h1>NER</h1>
      <h2>Annotate</h2>
      <HandView run={run} loop={loop} />
    </main>
  );
}

const mine = () => handStore.getState().annotations.get('harbour') ?? new Map();
const entitiesOf = (id: string) =>
  mine()
    .get(id)
    ?.entities.map(({ start, end, label }: { start: number; end: number; label: string }) => [start, end, label]);

afterEach(() =>
  act(async () => {
    for (const id of [...mine().keys()]) handStore.getState().remove('harbour', id);
    handStore.getState().setCounts('missing');
    handStore.setState({ edits: [] });
  }),
);

async function editor() {
  await emulate({ reducedMotion: true });
  const run = await nerView({
    settings,
    script: {
      // Two of five answers take the captain's rank for a part of her name.
      answer: (() => {
        let asked = 0;
        return ({ messages }: { messages: readonly { content: string }[] }) => {
          const query = /Text: ([^\n]*)\nAnswer:$/.exec(messages.at(-1)?.content ?? '')?.[1] ?? '';
          if (query.startsWith('Captain'))
            return ++asked % 5 < 2 ? '[{"Captain Nell Voss": "Person"}]' : '[{"Nell": "Ship"}]';
          return query.includes('Aldona') ? '[{"Aldona": "Ship"}]' : '[]';
        };
      })(),
    },
  });
  const frame = await render(nerPage().around(<View run={run} />));
  await until(() => handStore.getState().isLasting !== null);
  const area = () => frame.querySelector<HTMLElement>('[role=application]')!;
  const sentence = () => /Sentence (\S+),/.exec(area().getAttribute('aria-label') ?? '')?.[1];
  const selected = () => [...area().querySelectorAll('[data-selected]')].map(one => one.textContent).join('');
  const type = (keys: string) => act(() => userEvent.keyboard(keys));
  await act(async () => area().focus());
  return { frame, run, area, sentence, selected, type };
}

describe('annotation by hand, with the keyboard alone', () => {
  it('begins with the least agreement, and corrects a label and a border', async () => {
    const { sentence, selected, type, frame } = await editor();
    expect(sentence()).toBe('u2');
    expect(frame.textContent).toContain('Suggested by the votes, not accepted yet');
    await type('{ArrowDown}');
    expect(selected()).toBe('Nell');
    await type('1');
    expect(entitiesOf('u2')).toEqual([[8, 12, 'Person']]);
    expect(frame.textContent).toContain('Your annotation');
    await type('{Shift>}{ArrowRight}{/Shift}');
    expect(selected()).toBe('Nell Voss');
    await type('1');
    expect(entitiesOf('u2')).toEqual([[8, 17, 'Person']]);
    await type('c{Shift>}{ArrowLeft}{/Shift}');
    expect(selected()).toBe('Nell Vos');
    await type('2');
    expect(entitiesOf('u2')).toEqual([[8, 16, 'Ship']]);
  });

  it('accepts, steps, rejects, marks anew and takes back, in any sentence', async () => {
    const { sentence, selected, type } = await editor();
    await type('a');
    expect(entitiesOf('u2')).toEqual([[8, 12, 'Ship']]);
    const second = sentence();
    expect(second).not.toBe('u2');
    await type('k');
    expect(sentence()).toBe('u2');
    await type('{ArrowDown}x');
    expect(entitiesOf('u2')).toEqual([]);
    await type('{Escape}{ArrowRight}');
    expect(selected()).toBe('Captain');
    await type('2');
    expect(entitiesOf('u2')).toEqual([[0, 7, 'Ship']]);
    await type('j');
    await type('z');
    expect(sentence()).toBe('u2');
    expect(entitiesOf('u2')).toEqual([]);
    await type('zz');
    expect(entitiesOf('u2')).toBeUndefined();
    await type('z');
    expect(entitiesOf('u2')).toBeUndefined();
  });

  it('goes to the next sentence without an annotation, and leaves keys of the browser alone', async () => {
    const { sentence, type, area } = await editor();
    await type('ajakk');
    const left = sentence() ?? '';
    expect(mine().has(left)).toBe(false);
    await type('n');
    expect(mine().has(sentence() ?? '')).toBe(false);
    expect(sentence()).not.toBe(left);
    const before = mine().size;
    await type('{Control>}z{/Control}');
    expect(mine().size).toBe(before);
    expect(document.activeElement).toBe(area());
  });

  it('is kept in this browser, and says how far the person agrees', async () => {
    const { type, frame } = await editor();
    await type('{ArrowDown}x');
    await until(() => handStore.getState().failure === null);
    const store = await openHandStore();
    await act(async () => {
      while (!(await store.list('harbour')).some(({ sentence }) => sentence === 'u2'));
    });
    expect((await store.list('harbour')).map(({ sentence, entities }) => [sentence, entities])).toEqual([['u2', []]]);
    const rows = [...frame.querySelectorAll('tbody tr')].map(row =>
      [...row.children].map(({ textContent }) => textContent),
    );
    // Nothing is there, so that no answer is right: five answers name a mention each.
    expect(rows).toContainEqual(['Each answer with you', '1', '5', '0.000']);
    const save = [...frame.querySelectorAll('button')].find(({ textContent }) => textContent === 'Save 1 sentence')!;
    await act(() => userEvent.click(save));
    await until(() => frame.textContent?.includes('1 sentence written, with all entities.') === true);
  });
});

describe('annotation by hand', () => {
  it('selects with a pointer: an entity by a press, words by a drag', async () => {
    const { area, selected, frame } = await editor();
    const piece = (text: string) =>
      [...area().querySelectorAll('[data-from]')].find(one => one.textContent?.includes(text))!.firstChild!;
    const mark = (from: Node, start: number, to: Node, end: number) =>
      act(async () => {
        document.getSelection()!.setBaseAndExtent(from, start, to, end);
        area().dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
      });
    await mark(piece('Nell'), 2, piece('Nell'), 2);
    expect(selected()).toBe('Nell');
    await mark(piece('Captain'), 3, piece('Voss'), 3);
    expect(selected()).toBe('Captain Nell Voss');
    const label = [...frame.querySelectorAll('button')].find(({ textContent }) => textContent === '1Person')!;
    await act(async () => label.click());
    expect(entitiesOf('u2')).toContainEqual([0, 17, 'Person']);
  });

  it('counts as gold where the switch says so', async () => {
    const { run, frame, type } = await editor();
    let gold: unknown;
    function Probe() {
      gold = useLoop(run).loop.latest.get('u2')?.result.sentence.entities;
      return null;
    }
    await type('{ArrowDown}x');
    const { around } = nerPage();
    const draw = () =>
      render(
        around(
          <>
            <View run={run} />
            <Probe />
          </>,
        ),
      );
    await draw();
    expect(gold).toHaveLength(1);
    await act(async () => frame.querySelector<HTMLElement>('[role=switch]')!.click());
    expect(gold).toEqual([]);
  });

  it('breaks no rule of axe, and fits a screen of 360 pixels', async () => {
    const { frame } = await editor();
    const { violations } = await act(() => axe.run(frame));
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await emulate({ width: 360, reducedMotion: true });
    expect(overflow()).toBe(0);
  });
});

describe('in the IndexedDB of a real browser', () => {
  describeHandStore(() => openHandStore('loupe-annotations-test'));
});

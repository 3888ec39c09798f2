import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { act, emulate, unmount, until } from '../../support/render';
import { button, described, dialog, field, press, renderForm } from './form';

beforeEach(() => emulate({ reducedMotion: true }));

const type = (control: HTMLElement, text: string) => act(() => userEvent.fill(control, text));

describe('the numbers of an arithmetic task', () => {
  it.each(['multiplication', 'addition'])('of %s are filled in at random, as many digits as chosen', async task => {
    const { frame, settings } = await renderForm(['task', task]);
    const before = settings();
    await act(() => userEvent.selectOptions(frame.querySelector('select')!, '6'));
    await until(() => settings() !== before && String(settings().tasks[task]!['b']).length === 6);
    const { a, b } = settings().tasks[task]!;
    expect([a, b]).toEqual([expect.stringMatching(/^[1-9]\d{5}$/), expect.stringMatching(/^[1-9]\d{5}$/)]);
    expect(field(frame, 'First number').value).toBe(a);
    await press(button(frame, 'Random numbers of'));
    await until(() => settings().tasks[task]!['b'] !== b);
    expect(settings().tasks[task]!['a']).not.toBe(a);
  });

  it('are the same for the same seed', async () => {
    const filled = async () => {
      const { frame, settings } = await renderForm();
      const before = settings();
      await press(button(frame, 'Random numbers of'));
      await until(() => settings().tasks['multiplication']!['b'] !== before.tasks['multiplication']!['b']);
      await unmount();
      return settings().tasks['multiplication'];
    };
    const first = await filled();
    expect(await filled()).toEqual(first);
  });
});

describe('a task that lists its problems', () => {
  it('steps from one problem to the next, and shows how each begins', async () => {
    const { frame, settings } = await renderForm(['task', 'hallucination']);
    await until(() => button(frame, 'Next problem') !== undefined);
    expect(described(field(frame, 'Pair'))).toContain('From 1 to 64.');
    expect(button(frame, 'Previous problem')!.disabled).toBe(true);
    const beginning = () => button(frame, 'Next problem')!.parentElement!.querySelector('p')!.textContent;
    const first = beginning();
    expect(first.length).toBeGreaterThan(40);
    await press(button(frame, 'Next problem'));
    expect(settings().tasks['hallucination']!['item']).toBe(2);
    expect(beginning()).not.toBe(first);
    await press(button(frame, 'Previous problem'));
    expect(beginning()).toBe(first);
  });

  it('tells how many problems there are', async () => {
    const { frame } = await renderForm(['task', 'misinformation'], ['problems', 'many']);
    await until(() => frame.textContent.includes('A random sample of the 64 problems in the list'));
    await type(field(frame, 'Number of problems'), '64');
    expect(described(field(frame, 'Number of problems'))).toContain('All of them are run');
  });
});

/** Opens the dialog in which data is chosen. */
async function openData(frame: HTMLElement) {
  const opener = () => frame.querySelector<HTMLElement>('section[aria-label="Data"] button');
  await until(() => opener() !== null);
  await press(opener()!);
  await until(() => dialog()?.textContent.includes('Comes with this page') === true);
}

/** Pastes a table into the open dialog, and has it read. */
async function paste(table: string) {
  const tabs = [...dialog()!.querySelectorAll<HTMLElement>('[role=tab]')];
  await act(() => userEvent.click(tabs.find(({ textContent }) => textContent === 'Pasted text')!));
  await type(field(dialog()!, 'Rows'), table);
  await press(button(dialog()!, 'Read the text'));
}

describe('the data of a text task', () => {
  const rows = 'document,summary,label\nThe tower is 40 m high.,It is 50 m high.,wrong\nIt is red.,It is red.,right';

  it('that is missing is named by its fingerprint, and replaced by the pairs of the page', async () => {
    const { frame, settings } = await renderForm(
      ['task', 'hallucination'],
      ['tasks.hallucination.data', '0123456789abcdef'],
    );
    await until(() => frame.textContent.includes('needs a data set that is not in this browser'));
    expect(frame.textContent).toContain('0123456789abcdef');
    await press(button(frame, 'Use the pairs of this page'));
    expect(settings().tasks['hallucination']!['data']).toBe('');
    await until(() => frame.textContent.includes('64 pairs, 32 of them with a contradiction (50 %)'));
  });

  it('is pasted, mapped, reviewed and used', async () => {
    const { frame, settings } = await renderForm(['task', 'misinformation'], ['tasks.misinformation.item', 9]);
    await openData(frame);
    const text = () => dialog()!.textContent;
    expect(text()).toContain('CSV, JSON Lines or a JSON list, up to 50 MB. The published files of HaluEval');
    await paste(rows);
    await until(() => text().includes('2 rows.'));
    expect(field(dialog()!, 'Evidence').value).toBe('document');

    await act(() => userEvent.selectOptions(field(dialog()!, 'Label'), ''));
    expect(button(dialog()!, 'Read the rows')!.disabled).toBe(true);
    expect(text()).toContain('Choose the column of the label.');
    await act(() => userEvent.selectOptions(field(dialog()!, 'Label'), 'label'));
    const meaning = (value: string, name: string) =>
      button(dialog()!.querySelector<HTMLElement>(`[aria-label="What \u201c${value}\u201d means"]`)!, name);
    await press(meaning('wrong', 'contradicts'));
    await press(meaning('right', 'does not'));
    await press(button(dialog()!, 'Read the rows'));
    await until(() => text().includes('2 pairs, 1 of them with a contradiction (50 %)'));
    await press(button(dialog()!, 'Store it and use it'));
    await until(() => dialog() === null);

    const own = settings().tasks['misinformation']!;
    expect(own).toMatchObject({ data: expect.stringMatching(/^[0-9a-f]{16}$/), item: 1 });
    await until(() => frame.textContent.includes('2 pairs, 1 of them with a contradiction (50 %)'));
    expect(frame.textContent).toContain('pasted text');
  });

  it('brings its task with it, where it is for another one', async () => {
    const { frame, settings } = await renderForm(['task', 'misinformation']);
    await openData(frame);
    const row = {
      document: 'The tower is 40 m high.',
      right_summary: 'It is 40 m.',
      hallucinated_summary: 'It is 5 m.',
    };
    await paste(JSON.stringify([row]));
    await until(() => dialog()!.textContent.includes('2 pairs, 1 of them with a contradiction (50 %)'));
    await press(button(dialog()!, 'Store it and use it'));
    await until(() => settings().task === 'hallucination');
    expect(settings().tasks['hallucination']).toMatchObject({ data: expect.stringMatching(/^[0-9a-f]{16}$/), item: 1 });
    expect(settings().tasks['misinformation']).toMatchObject({ data: '' });
    await until(() => frame.textContent.includes('2 pairs, 1 of them with a contradiction (50 %)'));
  });

  it('is deleted only after a question, which has the focus', async () => {
    const { frame } = await renderForm(['task', 'hallucination']);
    await openData(frame);
    await paste('document,summary,label\nA.,B.,contradicts\nC.,D.,supported');
    await until(() => button(dialog()!, 'Read the rows')?.disabled === false);
    await press(button(dialog()!, 'Read the rows'));
    await until(() => button(dialog()!, 'Store it and use it') !== undefined);
    await type(field(dialog()!, 'Name'), 'two letters');
    await press(button(dialog()!, 'Store it and use it'));
    await until(() => frame.textContent.includes('two letters'));
    await openData(frame);
    await until(() => button(dialog()!, 'Delete two letters') !== undefined);
    await press(button(dialog()!, 'Delete two letters'));
    expect(document.activeElement).toBe(button(dialog()!, 'Delete it'));
    await press(button(dialog()!, 'Keep it'));
    await press(button(dialog()!, 'Delete two letters'));
    await act(() => userEvent.keyboard('{Enter}'));
    await until(() => frame.textContent.includes('needs a data set that is not in this browser'));
    expect(dialog()!.textContent).not.toContain('two letters');
  });
});

import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { act, emulate, overflow, until } from '../../support/render';
import { button, described, dialog, field, press, renderForm } from './form';

beforeEach(() => emulate({ reducedMotion: true }));

const type = (control: HTMLElement, text: string) => act(() => userEvent.fill(control, text));
const keys = (text: string) => act(() => userEvent.keyboard(text));

/** The form of the own task, and its editor, which is opened by the keyboard. */
async function openEditor() {
  const form = await renderForm(['task', 'own']);
  await until(() => button(form.frame, /Write$/) !== undefined);
  const opener = button(form.frame, /Write$/)!;
  act(() => opener.focus());
  await keys('{Enter}');
  await until(() => dialog() !== null);
  return { ...form, opener, editor: dialog()!, own: () => form.settings().tasks['own']! };
}

describe('the own task in the form', () => {
  it('is one line with an example, and not a line for each of its texts', async () => {
    const { frame } = await renderForm(['task', 'own']);
    await until(() => button(frame, /Write$/) !== undefined);
    expect(button(frame, /Write$/)!.textContent).toBe('1 problem1 with an expected answer, checked by numberWrite');
    expect(frame.textContent).toContain('This is an example.');
    expect(frame.querySelectorAll('textarea')).toHaveLength(0);
    expect([...frame.querySelectorAll('label')].map(({ textContent }) => textContent)).not.toContain('Split prompt');
  });

  it('says that the arithmetic model will fail at it', async () => {
    const { frame } = await renderForm(['task', 'own']);
    expect(frame.textContent).toContain('It knows no English and will fail at \u201cYour own task\u201d.');
  });
});

describe('the editor of the own task', () => {
  it('is opened and closed by the keyboard, and gives the focus back', async () => {
    const { opener, editor } = await openEditor();
    expect(editor.contains(document.activeElement)).toBe(true);
    await keys('{Escape}');
    expect(dialog()).toBeNull();
    expect(document.activeElement).toBe(opener);
  });

  it('takes problems as they are typed, and tells how they are read', async () => {
    const { editor, own, frame } = await openEditor();
    await type(field(editor, 'Problems'), 'red\n=> 1\n---\nblue');
    expect(own()['problems']).toBe('red\n=> 1\n---\nblue');
    expect(editor.textContent).toContain('Read as 2 problems, 1 with an expected answer.');
    expect(frame.textContent).toContain('2 problems1 with an expected answer');
  });

  it('refuses a text that is too long: the setting keeps its value, and the field says why', async () => {
    const { editor, own } = await openEditor();
    const before = own()['solve'];
    const solve = field(editor, 'Solve prompt');
    await type(solve, `{part}${'x'.repeat(1997)}`);
    expect(own()['solve']).toBe(before);
    expect(solve.getAttribute('aria-invalid')).toBe('true');
    expect(described(solve)).toContain('It is 3 characters too long.');
    expect(editor.textContent).toContain('2,003 of 2,000');
    await type(solve, '{part}?');
    expect(own()['solve']).toBe('{part}?');
    expect(solve.hasAttribute('aria-invalid')).toBe(false);
  });

  it('asks for a problem where there is none', async () => {
    const { editor } = await openEditor();
    const problems = field(editor, 'Problems');
    await type(problems, '---\n \n---');
    expect(described(problems)).toContain('Write at least one problem.');
    expect(editor.querySelector('[aria-label="Try the checker"]')).toBeNull();
  });

  it('warns about a prompt without its placeholder, and inserts it at the cursor by the keyboard', async () => {
    const { editor, own } = await openEditor();
    const solve = field<HTMLTextAreaElement>(editor, 'Solve prompt');
    await type(solve, 'Count in: Reply.');
    expect(editor.textContent).toContain('It lacks {part} or {input}');
    solve.setSelectionRange(10, 10);
    const insert = solve.closest('div.space-y-1\\.5')!.querySelector<HTMLElement>('[aria-label="Insert {part}"]')!;
    act(() => insert.focus());
    await keys('{Enter}');
    expect(own()['solve']).toBe('Count in: {part}Reply.');
    expect(document.activeElement).toBe(solve);
    expect([solve.selectionStart, solve.selectionEnd]).toEqual([16, 16]);
    expect(editor.textContent).not.toContain('It lacks');
    await keys(' ');
    expect(own()['solve']).toBe('Count in: {part} Reply.');
  });

  it('tries the chosen checker on a made-up answer', async () => {
    const { editor, own } = await openEditor();
    const trial = () => editor.querySelector('[aria-label="Try the checker"] [role=status]')!.textContent;
    await type(field(editor, 'A made-up answer'), 'There are 34.');
    expect(trial()).toBe('rightread as There are 34.');
    await press(button(editor, 'exact'));
    expect(own()['checker']).toBe('exact');
    expect(trial()).toBe('wrongread as There are 34.');
    await type(field(editor, 'Problems'), 'x\n=> 3(');
    await press(button(editor, 'pattern'));
    await until(() => editor.textContent.includes('Problem 1: The pattern cannot be read'));
    await type(field(editor, 'Problems'), 'x\n=> ^There');
    await until(() => trial() === 'rightread as There are 34.');
  });

  it('breaks no rule of axe, and fits 360 pixels with text of 200 %', { timeout: 90_000 }, async () => {
    const { editor } = await openEditor();
    const { violations } = await act(() => axe.run(editor));
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await emulate({ width: 360, textZoom: 200, reducedMotion: true });
    expect(overflow()).toBe(0);
  });
});

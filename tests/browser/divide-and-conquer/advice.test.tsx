import { describe, expect, it } from 'vitest';
import { embeddedModel } from '@/lib/engines/models';
import { act, until } from '../../support/render';
import { button, dialog, press, renderForm } from './form';

const other = { engine: 'webllm', model: 'Qwen3-0.6B-q4f16_1-MLC' } as const;
const notice = (frame: HTMLElement) =>
  [...frame.querySelectorAll('[role=status]')].find(({ textContent }) => textContent.startsWith('Loupe'))?.textContent;
const longNumber = ['tasks.multiplication.b', '123456789012'] as const;

describe('the advice before a run', () => {
  it('is nothing where the model can do the task', async () => {
    const { frame } = await renderForm();
    expect(notice(frame)).toBeUndefined();
  });

  it('says that a number is longer than those that the model learned, and offers another model', async () => {
    const { frame, store } = await renderForm(longNumber);
    expect(notice(frame)).toContain(
      'Loupe Arithmetic learned numbers of up to 8 digits.The longest number of this run has 12.',
    );
    await press(button(frame, 'Choose another model'));
    await until(() => dialog() !== null);
    act(() => store.getState().setModel(other));
    expect(notice(frame)).toBeUndefined();
  });

  it('says that a model knows no English, and leaves it out where it only joins a comparison', async () => {
    const { frame, store } = await renderForm(['task', 'hallucination'], ['problems', 'many']);
    // The control of the data is loaded when the task is first chosen.
    await until(() => frame.querySelector('section[aria-label="Data"]') !== null);
    expect(notice(frame)).toContain('Loupe Arithmetic knows arithmetic only.It knows no English');
    act(() => {
      store.getState().setModel(other);
      store.getState().setCompare([embeddedModel.ref]);
    });
    await press(button(frame, 'Leave it out'));
    expect([notice(frame), store.getState().experiment.compare]).toEqual([undefined, []]);
  });
});

import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { NumberField } from '@/components/ui/number-field';
import { act, render } from '../../support/render';

const sentence = 'Use a whole number from 1 to 20.';

/** A field in a form that keeps what it hears, with a button that resets it to 7. */
async function draw(start = 5) {
  const heard: number[] = [];
  function Form() {
    const [value, setValue] = useState(start);
    const hear = (next: number) => {
      heard.push(next);
      setValue(next);
    };
    return (
      <>
        <NumberField label="Problems" value={value} onChange={hear} min={1} max={20} suffix="problems" />
        <button onClick={() => setValue(7)}>Reset</button>
      </>
    );
  }
  const frame = await render(<Form />);
  const field = frame.querySelector('input')!;
  return { frame, field, heard, leave: () => act(() => field.blur()) };
}

const type = (field: HTMLInputElement, text: string) => act(() => userEvent.fill(field, text));
const error = (field: HTMLInputElement): string => {
  const id = field.getAttribute('aria-describedby')?.split(' ').at(-1);
  return (id && document.getElementById(id)?.textContent) || '';
};

describe('a number field', () => {
  it.each([
    ['１２', 12],
    [' 12 ', 12],
    ['\u300020\u00a0', 20],
  ])('reads %j as %d, and shows the plain number once it is left', async (text, value) => {
    const { field, heard, leave } = await draw();
    await type(field, text);
    expect(heard).toEqual([value]);
    expect(field.value).toBe(text);
    expect(error(field)).toBe('');
    leave();
    expect(field.value).toBe(String(value));
  });

  it.each(['0', '21', '-3', '4.5', '999999', 'four', ''])(
    'keeps %j with its error, also once it is left',
    async text => {
      const { field, heard, leave } = await draw();
      await type(field, text);
      leave();
      expect(field.value).toBe(text);
      expect(error(field)).toBe(sentence);
      expect(field.getAttribute('aria-invalid')).toBe('true');
      expect(heard).toEqual([]);
    },
  );

  it('drops the error when the number is right', async () => {
    const { field, heard } = await draw();
    await type(field, '210');
    expect(error(field)).toBe(sentence);
    await type(field, '10');
    expect(error(field)).toBe('');
    expect(field.hasAttribute('aria-invalid')).toBe(false);
    expect(heard).toEqual([10]);
  });

  it('drops a wrong text when the value is changed elsewhere', async () => {
    const { frame, field } = await draw();
    await type(field, '99');
    await act(() => userEvent.click([...frame.querySelectorAll('button')].at(-1)!));
    expect(field.value).toBe('7');
    expect(error(field)).toBe('');
  });

  it('steps by the arrow keys, from what was typed and within the bounds', async () => {
    const { field, heard } = await draw();
    field.focus();
    await act(() => userEvent.keyboard('{ArrowUp}{ArrowDown}{PageUp}'));
    expect(heard).toEqual([6, 5, 15]);
    await type(field, '25');
    await act(() => userEvent.keyboard('{ArrowDown}'));
    expect(field.value).toBe('20');
    expect(error(field)).toBe('');
  });
});

/** A field whose owner keeps what is not allowed, with a button that forgets it. */
async function drawKept() {
  const heard: (number | string)[] = [];
  function Form() {
    const [value, setValue] = useState(5);
    const [kept, setKept] = useState<string>();
    return (
      <>
        <NumberField
          label="Problems"
          value={value}
          draft={kept}
          min={1}
          max={20}
          onChange={next => {
            heard.push(next);
            setKept(undefined);
            setValue(next);
          }}
          onInvalid={text => {
            heard.push(text);
            setKept(text);
          }}
        />
        <button onClick={() => setKept(undefined)}>Forget</button>
      </>
    );
  }
  const frame = await render(<Form />);
  return { frame, field: frame.querySelector('input')!, heard };
}

describe('a number field whose owner keeps wrong texts', () => {
  it('tells every wrong text, and the right number also where it is the same as before', async () => {
    const { field, heard } = await drawKept();
    await type(field, '99');
    expect([field.value, error(field), heard]).toEqual(['99', sentence, ['99']]);
    await type(field, '5');
    expect([field.value, error(field), heard]).toEqual(['5', '', ['99', 5]]);
  });

  it('shows the value as soon as its owner has forgotten the text', async () => {
    const { frame, field } = await drawKept();
    await type(field, 'four');
    await act(() => userEvent.click([...frame.querySelectorAll('button')].at(-1)!));
    expect([field.value, error(field)]).toEqual(['5', '']);
  });

  it('steps from a wrong number into the bounds', async () => {
    const { field, heard } = await drawKept();
    await type(field, '25');
    await act(() => userEvent.keyboard('{ArrowDown}'));
    expect([field.value, heard]).toEqual(['20', ['25', 20]]);
  });
});

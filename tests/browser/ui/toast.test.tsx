import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Toasts } from '@/components/ui/toast';
import { dismissToast, showToast } from '@/components/ui/toast-store';
import { act, emulate, overflow, render } from '../../support/render';

// Only the timers of the toast: those of the browser's driver stay real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  act(() => dismissToast());
});

async function draw() {
  const frame = await render(
    <>
      <main>
        <button>Reset</button>
      </main>
      <Toasts />
    </>,
  );
  const status = frame.querySelector<HTMLElement>('[role=status]')!;
  const button = (name: string) =>
    [...frame.querySelectorAll('button')].find(({ ariaLabel, textContent }) => (ariaLabel ?? textContent) === name);
  return { frame, status, button };
}

const reset = (onPress = () => {}) =>
  act(() => showToast({ sentence: 'Settings reset.', action: { label: 'Undo', onPress } }));
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

describe('a toast', () => {
  it('is said in a polite status line that was there before', async () => {
    const { status } = await draw();
    expect(status.textContent).toBe('');
    expect(status.getAttribute('aria-live')).toBe('polite');
    reset();
    expect(status.textContent).toContain('Settings reset.');
  });

  it('is there for 10 s and then goes', async () => {
    const { status } = await draw();
    reset();
    pass(9_999);
    expect(status.textContent).toContain('Settings reset.');
    pass(1);
    expect(status.textContent).toBe('');
  });

  it('stays while it has focus, and 10 s after that', async () => {
    const { status, button } = await draw();
    reset();
    act(() => button('Undo')!.focus());
    pass(60_000);
    expect(status.textContent).toContain('Settings reset.');
    act(() => button('Dismiss')!.focus());
    pass(60_000);
    expect(status.textContent).toContain('Settings reset.');
    act(() => button('Reset')!.focus());
    pass(9_999);
    expect(status.textContent).toContain('Settings reset.');
    pass(1);
    expect(status.textContent).toBe('');
  });

  it('stays while the pointer is over it', async () => {
    const { status, button } = await draw();
    reset();
    await act(() => userEvent.hover(status.querySelector('p')!));
    pass(60_000);
    expect(status.textContent).toContain('Settings reset.');
    await act(() => userEvent.hover(button('Reset')!));
    pass(10_000);
    expect(status.textContent).toBe('');
  });

  it('does its action once and gives the focus back', async () => {
    const { status, button } = await draw();
    const undo = vi.fn();
    reset(undo);
    act(() => button('Reset')!.focus());
    await act(() => userEvent.tab());
    expect(document.activeElement).toBe(button('Undo'));
    await act(() => userEvent.keyboard('{Enter}'));
    expect(undo).toHaveBeenCalledOnce();
    expect(status.textContent).toBe('');
    expect(document.activeElement).toBe(button('Reset'));
  });

  it.each(['button', 'Escape'])('is dismissed by its %s, without its action', async way => {
    const { status, button } = await draw();
    const undo = vi.fn();
    reset(undo);
    act(() => button('Dismiss')!.focus());
    await act(() => (way === 'Escape' ? userEvent.keyboard('{Escape}') : userEvent.click(button('Dismiss')!)));
    expect(status.textContent).toBe('');
    expect(undo).not.toHaveBeenCalled();
  });

  it('replaces the one before, and stays for its own 10 s', async () => {
    const { status } = await draw();
    reset();
    pass(9_000);
    act(() => showToast({ sentence: 'Run deleted.' }));
    pass(9_000);
    expect(status.textContent).toBe('Run deleted.');
  });

  it('does not move where less motion is asked for', async () => {
    const { status } = await draw();
    reset();
    const animation = () => getComputedStyle(status.firstElementChild!).animationName;
    expect(animation()).toBe('fade');
    await emulate({ reducedMotion: true });
    expect(animation()).toBe('none');
  });

  it('is one row, and its buttons stay together where a long sentence takes several', async () => {
    await emulate({ width: 1280 });
    const { status, button } = await draw();
    const middle = (element: Element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return Math.round((top + bottom) / 2);
    };
    reset();
    const row = [status.querySelector('p')!, button('Undo')!, button('Dismiss')!];
    expect(new Set(row.map(middle)).size).toBe(1);
    await emulate({ width: 360 });
    act(() => showToast({ sentence: 'What was done. '.repeat(8), action: { label: 'Undo', onPress: () => {} } }));
    expect(middle(button('Undo')!)).toBe(middle(button('Dismiss')!));
    expect(overflow()).toBe(0);
  });

  it('fits 360 pixels with text of 200 %', async () => {
    await emulate({ width: 360, textZoom: 200 });
    const { button } = await draw();
    reset();
    expect(overflow()).toBe(0);
    expect(button('Dismiss')!.getBoundingClientRect().right).toBeLessThanOrEqual(360);
  });
});

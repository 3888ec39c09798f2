import { afterEach, expect, it, vi } from 'vitest';
import { InTurn } from '@/components/ui/in-turn';
import { act, render, unmount } from '../../support/render';

const frames: (() => void)[] = [];
vi.mock('@/components/ui/next-frame', () => ({ nextFrame: (callback: () => void) => frames.push(callback) }));

afterEach(async () => {
  await unmount();
  vi.useRealTimers();
  frames.length = 0;
});

it('draws what waits one after the other, each in frames of its own', async () => {
  vi.useFakeTimers();
  const names = ['a', 'b', 'c'];
  const frame = await render(
    names.map(name => (
      <InTurn key={name} instead={<i>{name}</i>}>
        <b>{name}</b>
      </InTurn>
    )),
  );
  const drawn = () => [...frame.querySelectorAll('b')].map(({ textContent }) => textContent).join('');
  /** A chart is measured in one frame, and drawn before the next. */
  const nextTurn = () => act(() => [1, 2].forEach(() => frames.splice(0).forEach(callback => callback())));
  expect([drawn(), frame.querySelectorAll('i').length]).toEqual(['', 3]);
  act(() => void vi.advanceTimersByTime(0));
  expect(drawn()).toBe('a');
  nextTurn();
  expect(drawn()).toBe('ab');
  nextTurn();
  expect([drawn(), frame.querySelectorAll('i').length]).toEqual(['abc', 0]);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveRegion } from '@/components/ui/live-region';
import { act, render } from '../../support/render';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

async function say(message: string, urgent = false): Promise<() => string> {
  const frame = await render(<LiveRegion message={message} urgent={urgent} minInterval={10_000} />);
  return () => frame.querySelector('[role=status][aria-live=polite]')!.textContent;
}

describe('a live region', () => {
  it('is empty at first and then says its first message', async () => {
    const said = await say('1 of 40');
    expect(said()).toBe('');
    pass(0);
    expect(said()).toBe('1 of 40');
  });

  it('says the latest message only, once the interval is over', async () => {
    const said = await say('1 of 40');
    pass(0);
    for (const count of [2, 3, 4]) {
      pass(2_000);
      await say(`${count} of 40`);
    }
    pass(3_999);
    expect(said()).toBe('1 of 40');
    pass(1);
    expect(said()).toBe('4 of 40');
  });

  it('says a message at once where the interval is over already', async () => {
    const said = await say('1 of 40');
    pass(0);
    pass(30_000);
    await say('2 of 40');
    pass(0);
    expect(said()).toBe('2 of 40');
  });

  it('says an urgent message at once, and the next one only an interval later', async () => {
    const said = await say('1 of 40');
    pass(0);
    await say('2 of 40');
    pass(1_000);
    await say('Stopped.', true);
    pass(0);
    expect(said()).toBe('Stopped.');
    await say('3 of 40');
    pass(9_999);
    expect(said()).toBe('Stopped.');
    pass(1);
    expect(said()).toBe('3 of 40');
  });
});

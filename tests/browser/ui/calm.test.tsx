import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Calm } from '@/components/ui/calm';
import { act, render, unmount } from '../../support/render';

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await unmount();
  vi.useRealTimers();
});

const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

async function draw(step: number): Promise<() => string> {
  const frame = await render(<Calm>{() => <p>{step}</p>}</Calm>);
  return () => frame.querySelector('p')!.textContent;
}

describe('what only screen readers see', () => {
  it('is there at once, and follows a first change at once', async () => {
    const shown = await draw(1);
    expect(shown()).toBe('1');
    pass(5_000);
    await draw(2);
    expect(shown()).toBe('2');
  });

  it('follows a picture that changes with every frame once a second, and ends with its last state', async () => {
    const shown = await draw(1);
    pass(5_000);
    const seen = new Set<string>();
    for (let step = 2; step <= 100; step++) {
      await draw(step);
      pass(16);
      seen.add(shown());
    }
    // 99 frames of 16 ms: at the first change, and once after a second.
    expect(seen.size).toBe(2);
    pass(1_000);
    expect(shown()).toBe('100');
  });
});

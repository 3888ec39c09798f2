import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import { parseRetryAfter, retryDelay } from '@/lib/engines/endpoint/retry';

const policy = () => ({ base_ms: 500, longest_ms: 60_000, random: random(3) });

describe('the wait before another try', () => {
  it('doubles, is at most halved at random, and is the same for the same seed', () => {
    const waits = (from = policy()) => [1, 2, 3, 4].map(tried => retryDelay(tried, null, from));
    waits().forEach((wait, i) => {
      expect(wait).toBeGreaterThanOrEqual(250 * 2 ** i);
      expect(wait).toBeLessThanOrEqual(500 * 2 ** i);
    });
    expect(waits()).toEqual(waits());
    expect(retryDelay(30, null, policy())).toBeLessThanOrEqual(60_000);
  });

  it('is never shorter than what the server asked', () => {
    expect(retryDelay(1, 7_000, policy())).toBe(7_000);
  });

  it('reads seconds and dates', () => {
    expect(parseRetryAfter('3')).toBe(3_000);
    expect(parseRetryAfter('Sat, 21 Nov 2026 10:00:05 GMT', Date.UTC(2026, 10, 21, 10))).toBe(5_000);
    expect(parseRetryAfter('soon')).toBeNull();
    expect(parseRetryAfter(null)).toBeNull();
  });
});

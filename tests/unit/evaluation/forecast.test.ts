import { describe, expect, it } from 'vitest';
import { forecast, forecastMoney } from '@/lib/evaluation/forecast';
import type { CallEntry } from '@/lib/experiment/entry';

const call = (prompt_tokens: number, completion_tokens: number, total_ms: number, more: object = {}) =>
  ({ usage: { prompt_tokens, completion_tokens, ...more }, timings: { first_token_ms: 0, total_ms } }) as CallEntry;
const setting = { max_tokens: 100, concurrency: 4 };

describe('what a run will take', () => {
  it('follows from the means of earlier calls, and is bounded by the longest answer', () => {
    const earlier = [call(10, 4, 1_000), call(30, 8, 3_000)];
    const expected = forecast(1_000, earlier, setting);
    expect(expected).toEqual({
      ...{ calls: 1_000, mostTokens: 100_000, promptTokens: 20_000, completionTokens: 6_000 },
      time: 500_000,
    });
    expect(forecastMoney(expected, { promptTokens: 1, completionTokens: 10 })).toBeCloseTo(0.08);
  });

  it('is not known without earlier calls, and in tokens where they were not counted', () => {
    expect(forecast(5, [], setting)).toMatchObject({ promptTokens: null, completionTokens: null, time: null });
    const uncounted = forecast(5, [call(0, 4, 1_000, { counted: 'pieces' })], setting);
    expect(uncounted).toMatchObject({ promptTokens: null, completionTokens: null, time: 1_250 });
    expect(forecastMoney(uncounted, { promptTokens: 1, completionTokens: 1 })).toBeNull();
  });
});

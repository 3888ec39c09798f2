import { describe, expect, it } from 'vitest';
import { runPanel } from '../../../support/panel-run';

const strategies = ['io', 'cot-sc', 'least-to-most', 'divide-and-conquer'];

describe('log-probabilities', () => {
  it('are asked for in every call of one given problem, and in none of many drawn ones', async () => {
    const given = await runPanel({ settings: { a: '48', b: '21', strategies } });
    expect(given.calls.length).toBeGreaterThan(10);
    expect(given.calls.every(({ request }) => request.logprobs)).toBe(true);
    const drawn = await runPanel({ settings: { problems: 'drawn', digits: ['2'], count: 2, strategies } });
    expect(drawn.calls.some(({ request }) => request.logprobs)).toBe(false);
  });

  it('are not asked of a server, which may refuse the request for it', async () => {
    const { calls } = await runPanel({
      settings: { a: '48', b: '21', strategies },
      rest: { model: { engine: 'endpoint', model: 'some' } },
    });
    expect(calls.some(({ request }) => request.logprobs)).toBe(false);
  });
});

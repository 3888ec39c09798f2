import { describe, expect, it } from 'vitest';
import type { CallEntry } from '@/lib/experiment/entry';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { runPanel, type Settings } from '@/tests/support/panel-run';

/** Runs one multiplication; `answer` replaces the perfect solver's answer where it returns a text. */
const run = (settings: Settings, answer: (prompt: string) => string | undefined = () => undefined) =>
  runPanel({ settings: { a: '4821', b: '9170', ...settings }, answer, script: { can: { batch: 8 } } });

const names = (calls: CallEntry[]) => calls.map(call => call.path.slice(2).join(' / '));

describe('IO and chain of thought', () => {
  it('ask once each and are right when the model is', async () => {
    const { calls, strategies } = await run({ strategies: ['io', 'cot'] });
    expect(calls.map(call => call.path.slice(1)).sort()).toEqual([
      ['cot', 'reason'],
      ['io', 'solve'],
    ]);
    const right = { answer: '44208570', correct: true };
    expect(strategies).toEqual({ io: right, cot: right });
  });
});

describe('divide and conquer', () => {
  const strategies = ['divide-and-conquer'];

  it('splits, solves and merges one level in the order of the paper', async () => {
    const { calls, strategies: results } = await run({ strategies, leaf: 2 });
    expect(names(calls).slice(0, 2).sort()).toEqual(['split first', 'split second']);
    expect(names(calls).slice(2, 6).sort()).toEqual(
      ['high × high', 'high × low', 'low × high', 'low × low'].map(name => `${name} / solve`),
    );
    expect(names(calls).slice(6)).toEqual(['merge']);
    expect(calls[6]?.request.messages.at(-1)?.content).toContain(
      'x = 4368 * 10^4 + 3360 * 10^2\ny = 1911 * 10^2 + 1470',
    );
    expect(results['divide-and-conquer']).toEqual({ answer: '44208570', correct: true });
  });

  it.each([
    [2, 7],
    [4, 31],
    [8, 127],
  ])('makes 4^D + 4^D - 1 calls for %i digits', async (digits, count) => {
    const number = '3'.repeat(digits);
    expect((await run({ strategies, a: number, b: number })).calls).toHaveLength(count);
  });

  it('solves a problem of leaf size directly', async () => {
    expect(names((await run({ strategies, leaf: 4 })).calls)).toEqual(['solve']);
  });

  it('splits only the factor that is too long', async () => {
    const { calls, strategies: results } = await run({ strategies, a: '48', b: '7' });
    expect(names(calls).sort()).toEqual(['high × whole / solve', 'low × whole / solve', 'merge', 'split first']);
    expect(results['divide-and-conquer']).toEqual({ answer: '336', correct: true });
  });

  it('multiplies any numbers of up to 40 digits rightly', async () => {
    const settings = { strategies, a: '9'.repeat(40), b: '100200300', leaf: 3 };
    expect((await run(settings)).strategies['divide-and-conquer']).toMatchObject({ correct: true });
  });

  it('splits and merges by code without a call, and records what the code did', async () => {
    const { calls, journal, strategies: results } = await run({ strategies, leaf: 2, split: 'code', merge: 'code' });
    expect(names(calls)).toHaveLength(4);
    const values = journal.entries().filter(entry => entry.kind === 'value');
    expect(values.map(value => value.path.at(-1)).sort()).toEqual(['merge', 'split first', 'split second']);
    expect(results['divide-and-conquer']).toEqual({ answer: '44208570', correct: true });
  });

  it('carries a wrong leaf to the answer, with the truth of every place beside it', async () => {
    const { calls, strategies: results } = await run({ strategies, leaf: 2 }, prompt =>
      prompt.startsWith('What is 21 * 91') ? '1900' : undefined,
    );
    const wrong = calls.filter(call => JSON.stringify(call.parsed) !== JSON.stringify(call.truth));
    expect(names(wrong)).toEqual(['low × high / solve', 'merge']);
    expect(results['divide-and-conquer']).toEqual({ answer: '44207470', correct: false });
  });

  it('names a split that does not make the problem smaller, and lets the other strategies finish', async () => {
    const { strategies: results } = await run({ strategies: ['io', 'divide-and-conquer'] }, prompt =>
      prompt.startsWith('Split the digits of 4821') ? '4821,0' : undefined,
    );
    expect(results['divide-and-conquer']).toMatchObject({ failure: { kind: 'split-stuck' } });
    expect(results.io).toMatchObject({ correct: true });
  });

  it('names an answer that cannot be read', async () => {
    const { strategies: results, outcome } = await run({ strategies }, prompt =>
      prompt.startsWith('Compute') ? 'I would rather not.' : undefined,
    );
    expect(results['divide-and-conquer']).toMatchObject({ failure: { kind: 'answer-unparsable' } });
    expect(outcome.status).toBe('finished');
  });
});

describe('drawn problems', () => {
  it('are dealt over the sizes, follow from the seed, and make a table', async () => {
    const settings = { problems: 'drawn', digits: ['2', '3'], count: 6, strategies: ['io'] } as const;
    const first = await run({ ...settings, digits: [...settings.digits], strategies: ['io'] }, prompt =>
      prompt.startsWith('What is') ? '7' : undefined,
    );
    expect(first.values.map(value => (value.problem as { a: string }).a.length)).toEqual([2, 3, 2, 3, 2, 3]);
    const table = await divideAndConquerPanel.table(first.experiment, first.outcome.results, first.journal.entries());
    expect(table.rows.map(row => row.slice(0, 4))).toEqual([
      ['Direct answer (IO)', '2', '3', '0.0'],
      ['Direct answer (IO)', '3', '3', '0.0'],
    ]);
    expect(table.rows[0]).toHaveLength(table.columns.length);
  });
});

describe('the table', () => {
  it('counts the calls of the longest problem that can be typed', async () => {
    const { experiment, outcome, journal } = await run({ a: '9'.repeat(40), b: '8'.repeat(40), strategies: ['io'] });
    const { columns, rows } = await divideAndConquerPanel.table(experiment, outcome.results, journal.entries());
    expect(rows[0]?.[columns.indexOf('Calls')]).toBe('1.0');
  });
});

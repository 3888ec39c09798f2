import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asFailure } from '@/lib/core/failure';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { largestSummary, parseSummary, type Summary, summaryOf } from '@/lib/panels/divide-and-conquer/summary';
import { panelExperiment, runPanel } from '@/tests/support/panel-run';

const command = 'npm run experiment -- multiplication-by-digits';

/** Eight problems of one and two digits, on a model that is right but for bare answers to two-digit products. */
async function summarise(): Promise<Summary> {
  const { experiment, outcome, journal } = await runPanel({
    settings: { problems: 'drawn', digits: ['1', '2'], count: 8, strategies: ['io', 'divide-and-conquer'] },
    answer: prompt => (/^What is \d{2} \* \d{2}\? Reply/.test(prompt) ? 'I cannot say.' : undefined),
  });
  return summaryOf(
    {
      experiment,
      environment: { backend: 'scripted' },
      createdAt: 0,
      results: outcome.results,
      entries: journal.entries(),
    },
    command,
  );
}

const kindOf = (read: () => unknown): string => {
  try {
    read();
    return 'read';
  } catch (error) {
    return asFailure(error).kind;
  }
};

describe('the summary of a run', () => {
  it('counts what was right, what it took, and an unreadable answer as wrong', async () => {
    const { rows } = await summarise();
    expect(rows.map(({ strategy, size, n, correct, calls }) => [strategy, size, n, correct, calls])).toEqual([
      ['io', 1, 4, 4, 4],
      ['io', 2, 4, 0, 4],
      ['divide-and-conquer', 1, 4, 4, 4],
      ['divide-and-conquer', 2, 4, 4, 28],
    ]);
    // The scripted engine counts characters: a bare answer of two digits' product is the sentence above.
    expect(rows[1]?.completionTokens).toBe(4 * 'I cannot say.'.length);
    expect(rows.every(({ promptTokens }) => promptTokens !== null && promptTokens > 0)).toBe(true);
  });

  it('is read back as it was written', async () => {
    const summary = await summarise();
    expect(parseSummary(JSON.stringify(summary), panel)).toEqual(summary);
  });

  it('that comes with the site is read, whatever version wrote it', () => {
    const { experiment, rows } = parseSummary(
      readFileSync('public/experiments/multiplication-by-digits.json', 'utf8'),
      panel,
    );
    expect(experiment).toMatchObject({ panelVersion: 2, settings: { task: 'multiplication', problems: 'many' } });
    expect(rows.length).toBeGreaterThan(10);
  });

  it('leaves other models out, and says nothing of tokens that were not counted', async () => {
    const run = {
      experiment: panelExperiment({}),
      environment: {},
      createdAt: 0,
    };
    const unit = (name: string, model: string) => ({
      name,
      value: {
        problem: {},
        label: name,
        size: 2,
        truth: '6',
        repeat: 1,
        model: { engine: 'embedded' as const, model },
        strategies: { io: { answer: '6', correct: true }, cot: { answer: '?', correct: null } },
      },
    });
    const call = (name: string) => ({
      kind: 'call' as const,
      path: [name, 'io', 'solve'],
      hash: '',
      request: { messages: [], max_tokens: 1, temperature: 0, top_p: 1, seed: 0, stop: [], logprobs: false },
      text: '6',
      parsed: '6',
      finish_reason: 'stop' as const,
      usage: { prompt_tokens: 0, completion_tokens: 1, counted: 'pieces' as const },
      timings: { first_token_ms: 0, total_ms: 0 },
      engine: '',
    });
    const results = [unit('a', run.experiment.model.model), unit('b', 'another')];
    expect(summaryOf({ ...run, results, entries: [call('a'), call('b')] }, command).rows).toEqual([
      { strategy: 'io', size: 2, n: 1, correct: 1, calls: 1, promptTokens: null, completionTokens: null },
    ]);
  });

  it('refuses what it cannot have written', async () => {
    const summary = await summarise();
    const read = (change: object) => kindOf(() => parseSummary(JSON.stringify({ ...summary, ...change }), panel));
    const [row] = summary.rows;
    expect(read({})).toBe('read');
    expect(read({ rows: [{ ...row, correct: 5 }] })).toBe('file-malformed');
    expect(read({ rows: [{ ...row, n: 0, correct: 0 }] })).toBe('file-malformed');
    expect(read({ rows: [row, row] })).toBe('file-malformed');
    expect(read({ rows: [{ ...row, strategy: 'unknown' }] })).toBe('file-malformed');
    expect(read({ more: 1 })).toBe('file-malformed');
    expect(read({ experiment: { ...summary.experiment, version: 2 } })).toBe('link-version');
    expect(read({ experiment: { ...summary.experiment, seed: -1 } })).toBe('experiment-invalid');
    expect(kindOf(() => parseSummary('{', panel))).toBe('file-malformed');
    expect(kindOf(() => parseSummary(' '.repeat(largestSummary + 1), panel))).toBe('file-too-large');
  });

  it('fails by name only, whatever stands in the file', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(['file-malformed', 'experiment-invalid', 'link-version']).toContain(
          kindOf(() => parseSummary(JSON.stringify(value), panel)),
        );
      }),
    );
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { drawFile } from '@/tests/support/draw-run';
import { isOpenInRun, mutantsOf } from '@/tests/support/mutants';

const read = (file: string) => JSON.parse(readFileSync(`public/experiments/${file}`, 'utf8')) as Json;

/** Mutants of each file; `npm run torture` tries many more. */
const count = 24;

describe('a recorded run of which one place was changed', { timeout: 600_000 }, () => {
  it.each(['leaves-too-large.json', 'one-multiplication.json', 'votes.json'])(
    'is refused by name, or every view of it can be drawn: %s',
    async file => {
      const shown: string[] = [];
      for (const { value, change } of mutantsOf(read(file), count, 7, isOpenInRun)) {
        const { notices, isShown } = await drawFile(JSON.stringify(value)).catch((cause: unknown) => {
          throw new Error(`${file}, ${change}`, { cause });
        });
        expect(
          notices.map(({ kind }) => kind),
          change,
        ).not.toContain('unknown');
        if (isShown) shown.push(change);
        else expect(notices, change).not.toEqual([]);
      }
      // Else nothing was tried but the schema of files.
      expect(shown.length).toBeGreaterThan(3);
    },
  );
});

/** Changes that views once died of. */
describe('a result that is none of the panel', () => {
  const ended = (change: (strategies: Record<string, Json>, result: Record<string, Json>) => void) => {
    const run = read('one-multiplication.json') as { results: { value: Record<string, Json> }[] };
    const value = run.results[0]!.value;
    change(value['strategies'] as Record<string, Json>, value);
    return drawFile(JSON.stringify(run));
  };

  it.each<[string, Parameters<typeof ended>[0]]>([
    ['a failure whose detail is an object', all => (all['io'] = { failure: { kind: 'unknown', detail: {} } })],
    ['an answer that is an object', all => (all['io'] = { answer: {}, correct: true })],
    ['a verdict that is a text', all => (all['io'] = { answer: '1', correct: 'no' })],
    ['a strategy without a result', all => (all['io'] = null)],
    ['a size that is no size', (_all, result) => (result['size'] = -1e308)],
    ['half a repeat', (_all, result) => (result['repeat'] = 0.5)],
    ['a model that no engine has', (_all, result) => (result['model'] = { engine: 'toString', model: 'x' })],
    ['strategies in a list', (_all, result) => (result['strategies'] = [])],
  ])('is left out and counted: %s', async (_what, change) => {
    const { notices, isShown } = await ended(change);
    expect(isShown).toBe(true);
    expect(notices).toEqual([{ kind: 'run-damaged', detail: '1 result could not be read.' }]);
  });

  it('may name a strategy and a failure that nobody knows', async () => {
    const { notices, isShown } = await ended(all => {
      all['constructor'] = { failure: { kind: 'toString', detail: 'x' } };
      all['io'] = { failure: { kind: 'toString', detail: 'x' } };
    });
    expect([isShown, notices]).toEqual([true, []]);
  });
});

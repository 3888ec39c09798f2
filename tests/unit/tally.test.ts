import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playwrightTally, sum, vitestTally } from '../../scripts/testing/tally';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'loupe-tally-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(value: unknown): Promise<string> {
  const file = path.join(folder, `${Math.random()}.json`);
  await writeFile(file, JSON.stringify(value));
  return file;
}

const vitest = (passed: number, failed: number, files: unknown[] = []) =>
  report({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, numTodoTests: 0, testResults: files });

const playwright = (expected: number, unexpected: number, flaky: number) =>
  report({ stats: { expected, unexpected, flaky, skipped: 1 }, suites: [] });

describe('the tally of a test run', () => {
  it('takes the counts of the reports', async () => {
    expect(await vitestTally(await vitest(7, 2), 1)).toEqual({ passed: 7, failed: 2, skipped: 0, failures: [] });
    expect(await playwrightTally(await playwright(5, 0, 0), 0)).toEqual({
      passed: 5,
      failed: 0,
      skipped: 1,
      failures: [],
    });
  });

  it('counts a test file that could not be loaded as a failure', async () => {
    const files = [{ name: 'a.test.ts', status: 'failed', message: 'No such file', assertionResults: [] }];
    const tally = await vitestTally(await vitest(7, 0, files), 1);
    expect(tally).toMatchObject({ passed: 7, failed: 1, failures: ['a.test.ts\n    No such file'] });
  });

  it('names what failed with the beginning of its message', async () => {
    const assertionResults = [
      { fullName: 'adds up', status: 'passed', failureMessages: [] },
      { fullName: 'takes away', status: 'failed', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n\nto be 2'] },
    ];
    const files = [{ name: 'a.test.ts', status: 'failed', message: '', assertionResults }];
    expect((await vitestTally(await vitest(1, 1, files), 1)).failures).toEqual([
      'a.test.ts › takes away\n    expected 1\n    to be 2',
    ]);

    const spec = (title: string, status: string) => ({
      title,
      file: 'b.spec.ts',
      tests: [{ status, results: [{ errors: status === 'expected' ? [] : [{ message: 'not in view' }] }] }],
    });
    const suites = [{ specs: [spec('opens', 'expected')], suites: [{ specs: [spec('closes', 'unexpected')] }] }];
    const file = await report({ stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 }, suites });
    expect((await playwrightTally(file, 1)).failures).toEqual(['b.spec.ts › closes\n    not in view']);
  });

  it('counts a test that passed only when repeated as a failure', async () => {
    expect(await playwrightTally(await playwright(5, 0, 1), 0)).toMatchObject({ passed: 5, failed: 1 });
  });

  it.each([
    ['a program that ended badly after its tests passed', () => vitest(7, 0), 1],
    ['a program that ran no test', () => vitest(0, 0), 0],
    ['a program that left no report', () => Promise.resolve('/nowhere.json'), 0],
  ])('never lets %s pass', async (_what, make, code) => {
    expect(await vitestTally(await make(), code)).toMatchObject({ failed: 1, failures: [expect.any(String)] });
    if (code === 0) expect((await playwrightTally('/nowhere.json', code)).failed).toBe(1);
  });

  it('adds up', () => {
    const one = { passed: 1, failed: 2, skipped: 3, failures: ['one'] };
    expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6, failures: ['one', 'one'] });
  });
});

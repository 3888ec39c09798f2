import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** How many tests of a part ended how. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** A part that is one test: it passed where its exit code is 0. */
export const stepTally = (code: number): Tally => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: 0,
});

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** Counts of a vitest JSON report. A file that could not even be loaded counts as one failed test. */
export async function vitestTally(file: string, code: number): Promise<Tally> {
  const report = await read(file, vitestReport);
  if (report === null) return neverSilent({ passed: 0, failed: 0, skipped: 0 }, code);
  const unloaded = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.length === 0;
  });
  const tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return neverSilent(tally, code);
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Counts of a Playwright JSON report. A test that passed only when repeated counts as failed: it hides something. */
export async function playwrightTally(file: string, code: number): Promise<Tally> {
  const report = await read(file, playwrightReport);
  if (report === null) return neverSilent({ passed: 0, failed: 0, skipped: 0 }, code);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return neverSilent({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

/** A part that ended badly, or ran nothing at all, has at least one failure, whatever its report says. */
function neverSilent(tally: Tally, code: number): Tally {
  const nothing = tally.passed + tally.failed + tally.skipped === 0;
  return (code !== 0 && tally.failed === 0) || nothing ? { ...tally, failed: tally.failed + 1 } : tally;
}

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : schema.parse(JSON.parse(text));
}

export const sum = (tallies: Tally[]): Tally =>
  tallies.reduce(
    (all, { passed, failed, skipped }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      skipped: all.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

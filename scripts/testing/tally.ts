import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';

/** How many tests of a part ended how. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, each with the beginning of its message, so that the end of a long log tells what to look at. */
  failures: string[];
}

/** A part that is one test: it passed where its exit code is 0. */
export const stepTally = (code: number): Tally => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: 0,
  failures: [],
});

const empty: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.nullish(z.array(z.string())) }),
      ),
    }),
  ),
});

/** Counts of a vitest JSON report. A file that could not even be loaded counts as one failed test. */
export async function vitestTally(file: string, code: number): Promise<Tally> {
  const report = await read(file, vitestReport);
  if (report === null) return neverSilent(empty, code);
  const unloaded = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.length === 0;
  });
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(`${name} › ${fullName}`, failureMessages?.[0])),
  );
  const tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...unloaded.map(({ name, message }) => failure(name, message)), ...tests],
  };
  return neverSilent(tally, code);
}

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.optional(z.string()) })) })),
    }),
  ),
});
const suiteSchema = z.object({
  specs: z.array(specSchema),
  get suites() {
    return z.optional(z.array(suiteSchema));
  },
});
type Suite = z.infer<typeof suiteSchema>;

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(suiteSchema),
});

const specsOf = (suite: Suite): z.infer<typeof specSchema>[] => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
];

/** Counts of a Playwright JSON report. A test that passed only when repeated counts as failed: it hides something. */
export async function playwrightTally(file: string, code: number): Promise<Tally> {
  const report = await read(file, playwrightReport);
  if (report === null) return neverSilent(empty, code);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failures = report.suites
    .flatMap(specsOf)
    .flatMap(({ title, file: spec, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => failure(`${spec} › ${title}`, results[0]?.errors[0]?.message)),
    );
  return neverSilent({ passed: expected, failed: unexpected + flaky, skipped, failures }, code);
}

/** The name of what failed and the first lines of its message, without a terminal's colours. */
function failure(name: string, message = ''): string {
  const lines = message.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n');
  return [name, ...lines.filter(line => line.trim() !== '').slice(0, 6)].join('\n    ');
}

/** A part that ended badly, or ran nothing at all, has at least one failure, whatever its report says. */
function neverSilent(tally: Tally, code: number): Tally {
  const ranNothing = tally.passed + tally.failed + tally.skipped === 0;
  if (!ranNothing && (code === 0 || tally.failed > 0)) return tally;
  const why = ranNothing ? 'No test ran' : 'An error outside of the tests (see the log above)';
  return { ...tally, failed: tally.failed + 1, failures: [...tally.failures, `${why}, exit code ${code}`] };
}

async function read<T>(file: string, schema: z.ZodMiniType<T>): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : schema.parse(JSON.parse(text));
}

export const sum = (tallies: Tally[]): Tally =>
  tallies.reduce(
    (all, { passed, failed, skipped, failures }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      skipped: all.skipped + skipped,
      failures: [...all.failures, ...failures],
    }),
    empty,
  );

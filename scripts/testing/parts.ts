import { availableParallelism } from 'node:os';
import path from 'node:path';
import { findBrowser } from '../../tests/support/browser';
import { build, buildIfNeeded, kernels, mainSite, siteUnderBase } from '../site/build';
import { tool } from '../tool';
import type { Tally } from './tally';
import { playwrightTally, stepTally, vitestTally } from './tally';

/** One row of the table that closes a test run. */
export interface Part {
  /** The word that runs this part alone, with all others of the same group: `npm test -- unit`. */
  group: 'check' | 'unit' | 'browser' | 'e2e';
  name: string;
  run(reports: string): Promise<Tally>;
}

/** A step that passes or fails as a whole. */
const step = (group: Part['group'], name: string, run: () => Promise<number>): Part => ({
  group,
  name,
  run: async () => stepTally(await run()),
});

/** A step that throws where it fails, with a message for the reader. */
const attempt = async (work: () => Promise<unknown>): Promise<number> => {
  await work();
  return 0;
};

const vitest = (group: Part['group'], name: string, project: string): Part => ({
  group,
  name,
  async run(reports) {
    const report = path.join(reports, `${project}.json`);
    const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    if (project === 'browser')
      return vitestTally(report, await tool('vitest', args, { CHROMIUM_PATH: await findBrowser() }));
    // By itself, vitest leaves one core to a person who watches.
    return vitestTally(report, await tool('vitest', [...args, `--maxWorkers=${availableParallelism()}`]));
  },
});

/** All parts, group by group in the order in which they run. The kernels come before the tests, since these need them. */
export const parts: Part[] = [
  step('check', 'types', async () => (await tool('next', ['typegen'])) || tool('tsc', ['--noEmit'], {}, 'typescript')),
  step('check', 'lint', () => tool('eslint', ['--max-warnings', '0', '.'])),
  step('check', 'format', () => tool('prettier', ['--check', '--log-level', 'warn', '.'])),
  step('check', 'dead code', () => tool('knip', [])),
  step('check', 'code that only tests use', () => tool('knip', ['--production', '--exclude', 'binaries'])),
  step('unit', 'kernels', () => attempt(kernels)),
  vitest('unit', 'unit tests', 'node'),
  vitest('browser', 'browser tests', 'browser'),
  step('e2e', 'build under a base path', () => attempt(() => buildIfNeeded(siteUnderBase))),
  step('e2e', 'build', () => attempt(() => build(mainSite))),
  {
    group: 'e2e',
    name: 'end-to-end tests',
    async run(reports) {
      const report = path.join(reports, 'e2e.json');
      const env = { CHROMIUM_PATH: await findBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
      const code = await tool('playwright', ['test', '--reporter=list,json'], env, '@playwright/test');
      return playwrightTally(report, code);
    },
  },
];

import type { BrowserContext } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import type { Site } from '../../scripts/site/build';
import { mainSite } from '../../scripts/site/build';
import type { Served } from '../../scripts/site/serve';
import { serve } from '../../scripts/site/serve';

/** What the pages of a test wrote to the console as an error, or threw. The test fails with it unless it says that it expected it. */
export interface Complaints {
  /** From here on, such a complaint is part of the test. */
  allow(pattern: RegExp): void;
  /** Also listens to the pages of another context. */
  listen(context: BrowserContext): void;
}

interface TestFixtures {
  complaints: Complaints;
}

interface WorkerFixtures {
  /** Which built site is served: `test.use({ site: siteUnderBase })`. */
  site: Site;
  served: Served;
}

/** Playwright's test on the built site, served by the worker itself, with a page's complaints counted as failures. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [mainSite, { option: true, scope: 'worker' }],
  served: [
    async ({ site }, use) => {
      const served = await serve(site, 0);
      await use(served);
      await served.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ served }, use) => use(served.url),
  complaints: [
    async ({ context }, use) => {
      const heard: string[] = [];
      const allowed: RegExp[] = [];
      const listen = (from: BrowserContext) => {
        from.on('console', message => {
          if (message.type() === 'error') heard.push(`${message.text()} (${message.location().url})`);
        });
        from.on('weberror', thrown => heard.push(String(thrown.error())));
      };
      listen(context);
      await use({ listen, allow: pattern => allowed.push(pattern) });
      expect(heard.filter(text => !allowed.some(pattern => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

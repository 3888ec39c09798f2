import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from './tests/support/browser';

/**
 * End-to-end tests of the built site. Each worker serves the site itself (tests/e2e/site.ts), so that nothing has to run beforehand
 * and no port has to be free.
 */
// Found once; the workers, which load this file again, inherit it.
process.env.CHROMIUM_PATH ??= await findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Milliseconds. The limits only end a test that hangs, also on a busy machine.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // A picture of the page at each step takes much of the time: `npx playwright test --trace on` makes them where a failure is looked into.
    trace: 'off',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: browserFlags },
  },
});

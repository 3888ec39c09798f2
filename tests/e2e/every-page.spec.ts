import type { Page } from '@playwright/test';
import { addresses } from './addresses';
import { expectOpenToEverybody } from './axe';
import { expect, test } from './site';

const themes = ['light', 'dark'] as const;

/** Opens a page and waits until its recorded run, if it shows one, stands still. */
async function settle(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('main')).toBeVisible();
}

for (const address of addresses) {
  test.describe(address, () => {
    test.beforeEach(({ complaints }) => {
      if (address === './nowhere/') complaints.allow(/404/);
    });

    for (const colorScheme of themes) {
      test(`is open to everybody, in ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await settle(page, address);
        await expectOpenToEverybody(page);
      });
    }

    test('fits small and large screens', async ({ page }) => {
      await settle(page, address);
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        const beyond = () =>
          page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        await expect.poll(beyond, `at ${width} pixels`).toBe(0);
      }
    });

    test('has a title, a main heading and a language', async ({ page }) => {
      await settle(page, address);
      await expect(page).toHaveTitle(/Loupe/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    });
  });
}

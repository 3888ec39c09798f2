import { addresses } from './addresses';
import { expectOpenToEverybody } from './axe';
import { expect, test } from './site';

// It would keep the site while the pages are looked at.
test.use({ serviceWorkers: 'block' });

for (const address of addresses) {
  test(`${address} has a title, a main heading and a language, fits every screen, and is open to everybody in both themes`, async ({
    page,
    complaints,
  }) => {
    if (address === './nowhere/') complaints.allow(/404/);
    const usual = page.viewportSize()!;
    await page.goto(address);
    // A recorded run, if the page shows one, then stands still.
    await page.waitForLoadState('networkidle');
    await expect(page.getByRole('main')).toBeVisible();

    await expect(page).toHaveTitle(/Loupe/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');

    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const beyond = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(beyond, `at ${width} pixels`).toBe(0);
    }
    await page.setViewportSize(usual);

    for (const colorScheme of ['light', 'dark'] as const) {
      await test.step(colorScheme, async () => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
        await expectOpenToEverybody(page);
      });
    }
  });
}

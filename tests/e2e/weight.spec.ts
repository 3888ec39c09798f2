import { gzipSync } from 'node:zlib';
import { goodAddresses } from './addresses';
import { expect, test } from './site';

// The service worker keeps files for later; here it is about what a first visit waits for.
test.use({ serviceWorkers: 'block' });

const limit = 250 * 1024;

for (const address of goodAddresses) {
  test(`${address} loads at most 250 KB of compressed script at first`, async ({ page }) => {
    const sizes = new Map<string, Promise<number>>();
    page.on('response', response => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js') && response.ok()) {
        sizes.set(
          pathname,
          response.body().then(body => gzipSync(body, { level: 9 }).length),
        );
      }
    });
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    const total = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
    console.log(`${address}: ${(total / 1024).toFixed(0)} KB in ${sizes.size} scripts`);
    expect(sizes.size).toBeGreaterThan(2);
    expect(total).toBeLessThanOrEqual(limit);
  });
}

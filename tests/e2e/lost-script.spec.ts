import type { Page } from '@playwright/test';
import { failures } from '../../lib/core/failure';
import { Panel } from './pages/panel';
import { expect, test } from './site';

// It would keep the scripts.
test.use({ serviceWorkers: 'block' });

/** The host has another build now: its page asks for other scripts, and the old ones are gone. */
async function publishNewBuild(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  const html = await (await page.request.get(pathname)).text();
  await page.route('**/_next/static/**', route => route.abort());
  // The page's own address carries its experiment besides.
  const isPage = (url: URL) => url.pathname === pathname;
  await page.route(isPage, route =>
    route.fulfill({ contentType: 'text/html', body: html.replaceAll('/_next/static/chunks/', '$&new-') }),
  );
}

const presses: Record<string, (panel: Panel) => Promise<void>> = {
  Run: panel => panel.run.click(),
  'Recent runs': panel => panel.button('Recent runs').click(),
  'Export run': panel => panel.button('Export run').click(),
  'a call': panel => panel.lane('Divide and conquer').getByRole('treeitem').first().click(),
};

for (const [name, press] of Object.entries(presses))
  test(`under a page of an old build, a press of ${name} says that a new version is ready`, async ({
    page,
    complaints,
  }) => {
    complaints.allow(/ERR_FAILED|chunk/);
    const panel = new Panel(page);
    await panel.open();
    await expect(panel.status('recorded run')).toBeVisible();
    await publishNewBuild(page);
    await press(panel);
    const { sentence, next } = failures['new-version'];
    // Other parts of the page may have been on their way too, and say the same.
    const notice = page.getByRole('status').filter({ hasText: sentence }).first();
    await expect(notice).toContainText(next);
    await expect(notice.getByRole('button', { name: 'Reload' })).toBeVisible();
  });

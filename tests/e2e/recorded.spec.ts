import { Panel } from './pages/panel';
import { expect, test } from './site';

test.describe('a recorded run', () => {
  // What the service worker keeps for later is not what a first visit needs.
  test.use({ serviceWorkers: 'block' });

  test('shows at once on the home page and on the panel, before and without any model', async ({
    page,
    complaints,
  }) => {
    await page.route(/\/models\/|\.wasm$/, route => route.abort());
    complaints.allow(/ERR_FAILED/);

    await page.goto('./');
    const figure = page.getByRole('main').getByRole('figure').first();
    await expect(figure.getByRole('img', { name: /^(right|wrong)$/ }).first()).toBeVisible();
    await figure.getByRole('link', { name: 'Open this run' }).click();

    const panel = new Panel(page);
    await expect(panel.status('recorded run')).toBeVisible();
    await panel.lane('Divide and conquer').getByRole('treeitem').first().click();
    await expect(panel.call.getByLabel('Prompt', { exact: true })).not.toBeEmpty();

    await page.goto('./divide-and-conquer/');
    await expect(panel.status('recorded run')).toBeVisible();
  });
});

test('every ready-made experiment opens from the home page', async ({ page }) => {
  await page.goto('./');
  const section = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Ready-made experiments' }) });
  const links = section.getByRole('link');
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll(all => all.map(link => (link as HTMLAnchorElement).href));
  expect(addresses.length).toBeGreaterThanOrEqual(2);
  const panel = new Panel(page);
  for (const address of addresses) {
    await page.goto(address);
    await expect(panel.button(/^Run( \d+ problems .*)?$/).first()).toBeEnabled();
    await expect(panel.stage.getByRole('alert')).toHaveCount(0);
  }
});

import { Panel } from './pages/panel';
import { expect, test } from './site';

// What is kept for later use is not what a first visit asks for.
test.use({ serviceWorkers: 'block' });

test('the home page and the panel show a recorded run at once, without a model', async ({ page }) => {
  const models: string[] = [];
  page.on('request', request => {
    if (/\/models\/|\.wasm/.test(request.url())) models.push(request.url());
  });

  await page.goto('./');
  const figure = page.getByRole('main').getByRole('figure').first();
  await expect(
    figure
      .getByText('right', { exact: true })
      .or(figure.getByRole('img', { name: 'right' }))
      .first(),
  ).toBeVisible();
  await figure.getByRole('link', { name: 'Open this run' }).click();

  const panel = new Panel(page);
  await expect(panel.status('recorded run')).toBeVisible();
  const lane = panel.lane('Divide and conquer');
  await lane.getByRole('treeitem').first().click();
  await expect(panel.call.getByLabel('Prompt', { exact: true })).not.toBeEmpty();
  expect(models).toEqual([]);
});

test('every ready-made experiment opens from the home page', async ({ page }) => {
  await page.goto('./');
  const list = page
    .getByRole('region', { name: 'Ready-made experiments' })
    .or(page.locator('section', { hasText: 'Ready-made experiments' }));
  const links = list.getByRole('link');
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll(all => all.map(link => (link as HTMLAnchorElement).href));
  expect(addresses.length).toBeGreaterThanOrEqual(2);
  for (const address of addresses) {
    await page.goto(address);
    const panel = new Panel(page);
    await expect(panel.button(/^Run/).first()).toBeEnabled();
    await expect(panel.stage.getByRole('alert')).toHaveCount(0);
  }
});

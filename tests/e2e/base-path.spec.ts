import { siteUnderBase } from '../../scripts/site/build';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

test.use({ site: siteUnderBase });

test('under a base path the pages lead to each other, a multiplication runs, and nothing is asked for beside the folder', async ({
  page,
  context,
  complaints,
}) => {
  test.setTimeout(2 * patience);
  const beside: string[] = [];
  context.on('request', request => {
    if (!new URL(request.url()).pathname.startsWith('/loupe/') && !request.url().startsWith('blob:'))
      beside.push(request.url());
  });
  const panel = new Panel(page);

  await page.goto('./');
  await page.getByRole('main').getByRole('link', { name: 'Start with divide and conquer' }).click();
  await expect(page).toHaveURL(/\/loupe\/divide-and-conquer\/$/);
  await panel.multiply('12', '34');
  await panel.run.click();
  await panel.finished(patience);

  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.reload();
  // The run comes back, and its settings with it.
  await panel.finished(patience);
  await panel.multiply('56', '78');
  await panel.run.click();
  await panel.finished(patience);
  await expect(panel.stage.getByRole('heading', { name: '56 × 78' })).toBeVisible();
  expect(beside).toEqual([]);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from '@playwright/test';
import { panels } from '@/lib/panels/index';
import { expect, test } from './site';

/** Shows addresses of the site in frames of another origin (another port: a browser may deny storage to another site altogether), with the attributes that the readme advises. */
async function frames(page: Page, addresses: readonly string[]): Promise<FrameLocator[]> {
  const tags = addresses.map(
    address =>
      `<iframe src="${address}" width="800" height="600" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`,
  );
  const server = createServer((_request, response) =>
    response
      .setHeader('Content-Type', 'text/html')
      .end(`<!DOCTYPE html><title>A course</title><link rel="icon" href="data:," />${tags.join('')}`),
  );
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve));
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  server.close();
  return addresses.map((_, at) => page.frameLocator(`iframe >> nth=${at}`));
}

test('a page for frames shows a run on another site, plays it, leads back, stores nothing and runs nothing', async ({
  page,
  context,
  baseURL,
}) => {
  test.slow();
  const at = (path: string) => new URL(path, baseURL).href;
  const all = await frames(page, [
    at('embed/divide-and-conquer/?run=leaves-too-large.json'),
    ...panels.slice(1).map(({ id }) => at(`embed/${id}/`)),
  ]);
  const [first] = all;
  await expect(first!.getByText('Leaves of two digits ask for products')).toBeVisible();
  await expect(first!.getByRole('tree').first()).toBeVisible();
  await first!.getByRole('button', { name: 'To the start' }).click();
  await expect(first!.getByText(/^Step 0 of/)).toBeVisible();
  await first!.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(first!.getByText(/^Step 0 of/)).toBeHidden();
  for (const frame of all) {
    await expect(frame.getByRole('link', { name: 'Open in Loupe' })).toBeVisible();
    await expect(frame.locator('[role=tree], [role=tablist]').first()).toBeVisible();
    await expect(frame.getByRole('banner')).toHaveCount(0);
    await expect(frame.getByRole('heading', { level: 1 })).toHaveCount(1);
    for (const name of [/^Run/, /^Re-run/, 'Resume', 'Settings'])
      await expect(frame.getByRole('button', { name })).toHaveCount(0);
  }
  const stored = await Promise.all(
    page
      .frames()
      .slice(1)
      .map(frame =>
        frame.evaluate(async () => ({
          databases: (await indexedDB.databases()).map(({ name }) => name),
          storage: localStorage.length + sessionStorage.length,
          caches: await caches.keys(),
          workers: (await navigator.serviceWorker.getRegistrations()).length,
        })),
      ),
  );
  for (const one of stored) expect(one).toEqual({ databases: [], storage: 0, caches: [], workers: 0 });
  // The history belongs to the other site.
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);

  const opened = context.waitForEvent('page');
  await first!.getByRole('link', { name: 'Open in Loupe' }).click();
  const site = await opened;
  await expect(site).toHaveURL(at('divide-and-conquer/?run=leaves-too-large.json'));
  await expect(site.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});

test('no other page of the site lets itself be framed', async ({ page, baseURL, complaints }) => {
  complaints.allow(/frame-ancestors|ERR_BLOCKED_BY_RESPONSE/);
  const paths = ['', ...panels.map(({ id }) => `${id}/`), 'divide-and-conquer/theory/'];
  const all = await frames(
    page,
    paths.map(path => new URL(path, baseURL).href),
  );
  await page.waitForLoadState('networkidle');
  for (const frame of all) await expect(frame.getByRole('heading', { level: 1 })).toHaveCount(0);
});

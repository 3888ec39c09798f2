import { gzipSync } from 'node:zlib';
import { goodAddresses } from './addresses';
import { expectOpenToEverybody } from './axe';
import { Panel, patience } from './pages/panel';
import { expect, test } from './site';

/** Kilobytes of compressed script: the home page only shows, the others run experiments. */
const limitOf = (address: string): number => (address === './' ? 150 : 250);

for (const address of goodAddresses) {
  test(`${address} needs at most ${limitOf(address)} KB of compressed script before it answers`, async ({
    page,
    request,
    baseURL,
  }) => {
    const html = await (await request.get(new URL(address, baseURL).href)).text();
    await page.setContent(html.replaceAll('<script', '<script type="held-back"'));
    const scripts = await page.$$eval('script[src]:not([nomodule])', all =>
      all.map(script => script.getAttribute('src')),
    );
    const sizes = await Promise.all(
      [...new Set(scripts)].map(async source => {
        const answer = await request.get(new URL(source ?? '', baseURL).href);
        return gzipSync(await answer.body(), { level: 9 }).length;
      }),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`${address}: ${(total / 1024).toFixed(1)} KB in ${sizes.length} scripts`);
    expect(sizes.length).toBeGreaterThan(3);
    expect(total).toBeLessThanOrEqual(limitOf(address) * 1024);
  });
}

test("WebLLM's megabytes come when such a model runs, not before", async ({ page, complaints }) => {
  test.setTimeout(2 * patience);
  // The service worker keeps no such file either, but its requests are not this page's.
  const large: string[] = [];
  page.on('response', response => {
    const bytes = Number(response.headers()['content-length']);
    if (new URL(response.url()).pathname.endsWith('.js') && bytes > 1e6) large.push(response.url());
  });
  const panel = new Panel(page);
  await panel.open();
  await panel.form.getByRole('region', { name: 'Model' }).getByRole('button').click();
  const picker = page.getByRole('dialog', { name: 'Model' });
  await expect(picker.getByRole('listitem').nth(3)).toBeVisible();
  await expectOpenToEverybody(page);
  expect(large).toEqual([]);

  // A hub that knows the model and then breaks off: what is asked for here is WebLLM, not its model.
  complaints.allow(/ERR_FAILED|Failed to fetch|network error/i);
  const list = {
    json: { records: [{ dataPath: 'params_shard_0.bin', nbytes: 1000 }] },
    headers: { 'Access-Control-Allow-Origin': '*' },
  };
  await page
    .context()
    .route(/^https:/, route =>
      route.request().url().endsWith('/tensor-cache.json') ? route.fulfill(list) : route.abort(),
    );

  const choice = picker
    .getByRole('listitem')
    .filter({ hasText: 'to download' })
    .getByRole('button', { disabled: false });
  await choice.last().click();
  await expect(picker).toBeHidden();
  await panel.multiply('12', '34');
  expect(large).toEqual([]);
  await panel.run.click();
  await expect.poll(() => large.length, { timeout: patience }).toBeGreaterThan(0);
});

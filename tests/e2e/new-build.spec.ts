import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { writeServiceWorker } from '../../scripts/service-worker/write';
import { serve } from '../../scripts/site/serve';

/** Writes one build of a site of two scripts, of which a page needs the second only later, with the real worker. */
async function build(folder: string, name: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const files = {
    'index.html': `<!doctype html><title>${name}</title><script src="_next/static/start-${name}.js"></script>`,
    '404.html': '<!doctype html><title>Not found</title>',
    [`_next/static/start-${name}.js`]: `
      document.documentElement.dataset.build = '${name}';
      globalThis.later = async () => (await import('./later-${name}.js')).build;
      navigator.serviceWorker.register('sw.js');`,
    [`_next/static/later-${name}.js`]: `export const build = '${name}';`,
    'models/m.bin': 'weights',
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  await writeServiceWorker(folder);
}

const titleAndScript = (page: Page) =>
  page.evaluate(() => [document.title, document.documentElement.dataset.build] as const);
const later = (page: Page) => page.evaluate(() => (globalThis as unknown as { later(): Promise<string> }).later());

/** The workers of the site, as a page of it sees them. */
const workers = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return { active: registration.active?.state, isWaiting: registration.waiting !== null };
  });
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const open = await Promise.all((await caches.keys()).map(name => caches.open(name)));
    const requests = (await Promise.all(open.map(cache => cache.keys()))).flat();
    return requests.map(({ url }) => new URL(url).pathname).sort();
  });

test('a page keeps its own build until the last tab of that build is closed, and the next one has the new build, also without a network', async ({
  context,
}, testInfo) => {
  const folder = testInfo.outputPath('site');
  await build(folder, 'one');
  const host = await serve({ folder, basePath: '' }, 0);

  const old = await context.newPage();
  await old.goto(host.url);
  await expect.poll(() => workers(old)).toEqual({ active: 'activated', isWaiting: false });

  await build(folder, 'two');
  await old.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await expect.poll(() => workers(old)).toEqual({ active: 'activated', isWaiting: true });
  // The host has this script no longer.
  expect((await context.request.get(`${host.url}_next/static/later-one.js`)).status()).toBe(404);
  expect(await later(old)).toBe('one');

  // A second tab sees the new build at once, and the worker of the old one goes on, for the first tab.
  const second = await context.newPage();
  await second.goto(host.url);
  expect(await titleAndScript(second)).toEqual(['two', 'two']);
  expect(await later(second)).toBe('two');
  expect(await workers(second)).toEqual({ active: 'activated', isWaiting: true });

  // Without a network, the old worker gives its own build, whole.
  await host.close();
  await second.reload();
  expect([...(await titleAndScript(second)), await later(second)]).toEqual(['one', 'one', 'one']);

  await old.close();
  await second.close();
  const next = await context.newPage();
  await expect(async () => {
    await next.goto(host.url);
    expect([...(await titleAndScript(next)), await later(next)]).toEqual(['two', 'two', 'two']);
  }).toPass();
  await expect.poll(() => workers(next)).toEqual({ active: 'activated', isWaiting: false });
  await expect
    .poll(() => keptFiles(next))
    .toEqual(['/', '/404.html', '/_next/static/later-two.js', '/_next/static/start-two.js', '/models/m.bin']);
});

test('a file that the host sends from another build is not kept, and a page still gets what the host sends', async ({
  page,
}, testInfo) => {
  const folder = testInfo.outputPath('site');
  await build(folder, 'one');
  await writeFile(path.join(folder, 'models/m.bin'), 'older weights');
  const host = await serve({ folder, basePath: '' }, 0);

  await page.goto(host.url);
  await expect.poll(() => workers(page)).toEqual({ active: 'activated', isWaiting: false });
  const read = () => page.evaluate(async () => (await fetch('models/m.bin')).text());
  await page.reload();
  expect(await read()).toBe('older weights');
  expect(await keptFiles(page)).not.toContain('/models/m.bin');

  await writeFile(path.join(folder, 'models/m.bin'), 'weights');
  expect(await read()).toBe('weights');
  await expect.poll(() => keptFiles(page)).toContain('/models/m.bin');
  await host.close();
  expect(await read()).toBe('weights');
});

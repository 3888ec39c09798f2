/**
 * `npm run previews`: takes the pictures that other sites show of a link, from the built site, and writes them beside the pages
 * (`app/<page>/opengraph-image.png`). Run it after `npm run build` where a first screen has changed.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright';
import { panels } from '@/lib/panels/index';
import { browserFlags, findBrowser } from '@/tests/support/browser';
import { mainSite } from './site/build';
import { serve } from './site/serve';
import { root } from './tool';

/** What the cards of Open Graph and Twitter show without cutting it. */
const viewport = { width: 1200, height: 630 };

const addresses = ['', ...panels.map(({ id }) => `${id}/`), 'divide-and-conquer/theory/', 'what-is-this/'];

const served = await serve(mainSite, 0);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
try {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', serviceWorkers: 'block' });
  for (const address of addresses) {
    const page = await context.newPage();
    await page.goto(served.url + address, { waitUntil: 'networkidle' });
    const folder = path.join(root, 'app', address);
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, 'opengraph-image.png') });
    await page.close();
    console.log(`app/${address}opengraph-image.png`);
  }
} finally {
  await browser.close();
  await served.close();
}

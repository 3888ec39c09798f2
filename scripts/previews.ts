/**
 * `npm run previews`: takes the pictures that other sites show of a link, from the built site, and writes them beside the pages that say
 * in words what theirs shows (`app/<page>/opengraph-image.alt.txt`). Run it after `npm run build` where a first screen has changed.
 */
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { browserFlags, findBrowser } from '@/tests/support/browser';
import { mainSite } from './site/build';
import { serve } from './site/serve';
import { root } from './tool';

/** What the cards of Open Graph and Twitter show without cutting it. */
const viewport = { width: 1200, height: 630 };

const words = 'opengraph-image.alt.txt';
const app = path.join(root, 'app');
const files = await readdir(app, { recursive: true });
const addresses = files
  .filter(file => path.basename(file) === words)
  .map(file => file.slice(0, -words.length).replaceAll(path.sep, '/'));

const served = await serve(mainSite, 0);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
try {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', serviceWorkers: 'block' });
  for (const address of addresses) {
    const page = await context.newPage();
    await page.goto(served.url + address, { waitUntil: 'networkidle' });
    await writeFile(path.join(app, address, 'opengraph-image.png'), await settledPicture(page));
    await page.close();
    console.log(`app/${address}opengraph-image.png`);
  }
} finally {
  await browser.close();
  await served.close();
}

/** The page as it stays: its scripts have begun, and what they load is there. */
async function settledPicture(page: Page): Promise<Buffer> {
  // The page as it was built marks no theme.
  await page.getByRole('radiogroup', { name: 'Colour theme' }).getByRole('radio', { checked: true }).waitFor();
  for (;;) {
    const picture = await page.screenshot();
    await page.waitForTimeout(3000);
    if (picture.equals(await page.screenshot())) return picture;
  }
}

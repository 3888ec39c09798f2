import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright';
import { root } from '../tool';
import { settledPicture } from './settled';

/** What the cards of Open Graph and Twitter show without cutting it. */
const viewport = { width: 1200, height: 630 };

const words = 'opengraph-image.alt.txt';
const app = path.join(root, 'app');

/** The pictures that other sites show of a link, beside the pages that say in words what theirs shows (`app/<page>/opengraph-image.alt.txt`). */
export async function takeLinkPictures(browser: Browser, site: string): Promise<void> {
  const files = await readdir(app, { recursive: true });
  const addresses = files
    .filter(file => path.basename(file) === words)
    .map(file => file.slice(0, -words.length).replaceAll(path.sep, '/'));
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', serviceWorkers: 'block' });
  for (const address of addresses) {
    const page = await context.newPage();
    await page.goto(site + address, { waitUntil: 'networkidle' });
    await writeFile(path.join(app, address, 'opengraph-image.png'), await settledPicture(page));
    await page.close();
    console.log(`app/${address}opengraph-image.png`);
  }
  await context.close();
}

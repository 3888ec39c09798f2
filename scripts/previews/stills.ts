import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { panels } from '@/lib/panels/index';
import { root } from '../tool';
import { settledPicture } from './settled';

/** Of a projector, on which a slow line is seen by many. What lies below the fold is left out. */
const viewport = { width: 1280, height: 720 };

/** Of WebP, from 0 to 1: words stay sharp enough to read. */
const quality = 0.6;

const folder = path.join(root, 'public', 'stills');

/**
 * The pictures that the panels open with, each in both themes, for `components/workbench/still.tsx`; and `made-of.json`, the SHA-256 of the
 * run that each shows, by which a test tells that they are those of today's runs.
 */
export async function takeStills(browser: Browser, site: string): Promise<void> {
  const madeOf: Record<string, string> = {};
  for (const { id } of panels) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        ...{ viewport, colorScheme, deviceScaleFactor: 1 },
        ...{ reducedMotion: 'reduce', serviceWorkers: 'block' },
      });
      const page = await context.newPage();
      await page.goto(`${site}${id}/`, { waitUntil: 'networkidle' });
      const file = path.join(folder, `${id}.${colorScheme}.webp`);
      const still = await asWebp(page, await stillOf(page));
      await writeFile(file, still);
      await context.close();
      console.log(`${path.relative(root, file)}, ${still.length} bytes`);
    }
    madeOf[id] = await hashOfFirstRun(id);
  }
  await writeFile(path.join(folder, 'made-of.json'), `${JSON.stringify(madeOf, null, 2)}\n`);
}

/** What stands below the first line of a run. The player is left out, since nobody can press it, and its space stays. */
async function stillOf(page: Page): Promise<Buffer> {
  const run = page.getByRole('region', { name: 'Run', exact: true });
  await page.addStyleTag({ content: '[aria-label=Replay] { visibility: hidden !important }' });
  const line = await run.getByText('recorded run', { exact: true }).locator('..').boundingBox();
  const column = await run.boundingBox();
  if (!line || !column) throw new Error('The page shows no recorded run.');
  // As far below the line as the space between the parts of a run.
  const y = line.y + line.height + 8;
  return settledPicture(page, { clip: { x: column.x, y, width: column.width, height: viewport.height - y } });
}

/** Playwright writes PNG, which is some times larger. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([base64, level]) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: level });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [png.toString('base64'), quality] as const,
  );
  return Buffer.from(bytes);
}

/** Of the file as it is served, in hexadecimal digits. */
async function hashOfFirstRun(panel: string): Promise<string> {
  const experiments = path.join(root, 'public', 'experiments');
  const listed = JSON.parse(await readFile(path.join(experiments, 'index.json'), 'utf8')) as {
    panel: string;
    file: string;
  }[];
  const first = listed.find(item => item.panel === panel);
  if (!first) throw new Error(`No ready-made experiment is of ${panel}.`);
  return createHash('sha256')
    .update(await readFile(path.join(experiments, first.file)))
    .digest('hex');
}

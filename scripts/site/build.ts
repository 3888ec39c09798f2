import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeServiceWorker } from '../service-worker/write';
import { root, tool } from '../tool';
import { compress } from './compress';
import { fingerprint } from './fingerprint';
import { writeNotices } from './notices';
import { secure } from './secure';

/** Where a finished site lies and which folder of a host it is made for ('' or '/loupe'). */
export interface Site {
  folder: string;
  basePath: string;
}

/** The site that `npm start` serves and that a host gets. */
export const mainSite: Site = { folder: path.join(root, 'out'), basePath: process.env.BASE_PATH ?? '' };

/** Beside the site, never in it, since it is not for a host; a folder with a dot, which the checks pass over. */
const besides = path.join(root, '.sites');

/** The same site under a base path, for the tests. */
export const siteUnderBase: Site = { folder: path.join(besides, 'loupe'), basePath: '/loupe' };

async function step(what: string, code: Promise<number>): Promise<void> {
  if ((await code) !== 0) throw new Error(`The site could not be built: ${what} failed; its message is above.`);
}

/** Compiles the WebAssembly kernels, which are not kept in the repository. */
export const kernels = () => step('the compiler of the kernels', tool('asc', [], {}, 'assemblyscript'));

/** Builds a site from nothing: kernels, pages and their policies, notices, service worker, compressed copies. Needs no network. */
export async function build(site: Site): Promise<void> {
  const made = path.join(root, 'out');
  const before = await fingerprint(site.basePath);
  await kernels();
  await mkdir(besides, { recursive: true });
  await rm(made, { recursive: true, force: true });
  await step('next build', tool('next', ['build'], { BASE_PATH: site.basePath }));
  await secure({ folder: made, basePath: site.basePath });
  await writeNotices(made);
  const { files, bytes } = await writeServiceWorker(made);
  console.log(`out/sw.js keeps ${files} files for use without a network, ${(bytes / 1e6).toFixed(1)} MB.`);
  // After the service worker, which must not keep the copies.
  const texts = await compress(made);
  console.log(`Texts of ${(texts.before / 1e6).toFixed(1)} MB are ${(texts.after / 1e6).toFixed(1)} MB in brotli.`);
  if (site.folder !== made) {
    await rm(site.folder, { recursive: true, force: true });
    await rename(made, site.folder);
  }
  await writeFile(stamp(site), before);
}

/** Builds the site unless what lies there was made from just these sources. Tells whether it built. */
export async function buildIfNeeded(site: Site): Promise<boolean> {
  const there = existsSync(path.join(site.folder, 'index.html')) && existsSync(stamp(site));
  if (there && (await readFile(stamp(site), 'utf8')) === (await fingerprint(site.basePath))) return false;
  await build(site);
  return true;
}

/** The file that says from which sources a site was built. */
const stamp = (site: Site) => path.join(besides, `${path.basename(site.folder)}.fingerprint`);

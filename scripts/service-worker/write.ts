import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { contentHash } from './content-hash';
import type { BuiltFile, Plan } from './plan';
import { plan } from './plan';

async function builtFiles(folder: string): Promise<BuiltFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
  return Promise.all(
    files.sort().map(async file => {
      const content = await readFile(file);
      return {
        path: path.relative(folder, file).split(path.sep).join('/'),
        bytes: content.length,
        hash: await contentHash(content),
        ...(file.endsWith('.gz') && { unpacked: await contentHash(new Uint8Array(gunzipSync(content))) }),
      };
    }),
  );
}

const byUrl = (files: Plan['kept']) => Object.fromEntries(files.map(({ url, hash }) => [url, hash]));

/**
 * Writes `sw.js` into the folder of a built site, which makes the site work without a network. The worker's code is `worker.ts`; what it
 * keeps follows from the files of the folder (`plan.ts`).
 *
 * @returns how many files the worker keeps from the start, and their bytes
 * @throws what the file system and the bundler throw
 */
export async function writeServiceWorker(folder: string): Promise<{ files: number; bytes: number }> {
  const { kept, atUse } = plan(await builtFiles(folder));
  const bytes = kept.reduce((sum, file) => sum + file.bytes, 0);
  await build({
    entryPoints: [path.join(import.meta.dirname, 'worker.ts')],
    outfile: path.join(folder, 'sw.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: {
      KEPT: JSON.stringify(byUrl(kept)),
      AT_USE: JSON.stringify(byUrl(atUse)),
      UNPACKED: JSON.stringify(
        Object.fromEntries([...kept, ...atUse].flatMap(({ url, unpacked }) => (unpacked ? [[url, unpacked]] : []))),
      ),
      BYTES: JSON.stringify(bytes),
    },
  });
  return { files: kept.length, bytes };
}

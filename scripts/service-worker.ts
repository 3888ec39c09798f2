/**
 * Writes `out/sw.js`, which makes the built site work without a network. Run after `next build`.
 * The worker's code is `service-worker/worker.ts`; what it keeps follows from the files of the build (`service-worker/plan.ts`).
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { type BuiltFile, plan } from './service-worker/plan';

const out = join(import.meta.dirname, '..', 'out');

async function builtFiles(): Promise<BuiltFile[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return Promise.all(
    files.sort().map(async file => {
      const content = await readFile(file);
      return {
        path: relative(out, file).split(sep).join('/'),
        bytes: content.length,
        hash: createHash('sha256').update(content).digest('hex').slice(0, 16),
      };
    }),
  );
}

const files = await builtFiles();
const { kept, atUse } = plan(files);
const bytes = kept.reduce((sum, file) => sum + file.bytes, 0);
await build({
  entryPoints: [join(import.meta.dirname, 'service-worker', 'worker.ts')],
  outfile: join(out, 'sw.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  define: {
    KEPT: JSON.stringify(Object.fromEntries(kept.map(({ url, hash }) => [url, hash]))),
    BYTES: JSON.stringify(bytes),
    AT_USE: JSON.stringify(atUse.map(({ url }) => url)),
  },
});

const megabytes = (bytes / 1e6).toFixed(1);
console.log(`out/sw.js keeps ${kept.length} of ${files.length} files for use without a network, ${megabytes} MB.`);

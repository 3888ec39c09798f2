import { createHash } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../tool';

/** What a built site follows from. */
const sources = [
  'app',
  'components',
  'lib',
  'workers',
  'public',
  'scripts/site',
  'scripts/service-worker',
  'instrumentation-client.ts',
  'asconfig.json',
  'package.json',
  'package-lock.json',
  'LICENSE',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
];

/**
 * One text for the state of all sources: it changes when a file is added, removed, renamed or written. Looks at sizes and times only,
 * so that it takes milliseconds even with models in `public/`. Compiled kernels are products, not sources.
 */
export async function fingerprint(basePath: string, from = root): Promise<string> {
  const hash = createHash('sha256').update(`base path ${basePath}, Node ${process.versions.node}\n`);
  const visit = async (name: string): Promise<void> => {
    const stat = await lstat(path.join(from, name)).catch(() => null);
    if (stat === null || name.endsWith('.wasm')) return;
    if (!stat.isDirectory()) {
      hash.update(`${name} ${stat.size} ${stat.mtimeMs}\n`);
      return;
    }
    for (const child of (await readdir(path.join(from, name))).sort()) await visit(`${name}/${child}`);
  };
  for (const name of sources) await visit(name);
  return hash.digest('hex');
}

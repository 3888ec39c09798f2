import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fingerprint } from '../../scripts/site/fingerprint';
import { root } from '../../scripts/tool';
import { changed, changes, runtimeVersion } from './changes';
import { linkTree } from './link-tree';

/** Beside the other sites of tests, which git and the checks pass over. */
const site = path.join(root, '.sites', 'webllm');
const stamp = `${site}.fingerprint`;

/** Folders that the build does not read. */
const leftOut = new Set(['.git', '.next', '.sites', 'node_modules', 'out', 'tests', 'training', 'docs']);

/**
 * The folder of the built site on the older runtime. Builds it where it is missing or older than its sources, in a folder of its own, so
 * that nothing of the product changes.
 *
 * @throws Error where the package cannot be fetched, a change does not fit the sources, or the build fails
 */
export async function siteOnOlderRuntime(): Promise<string> {
  const before = `${await fingerprint('')} ${runtimeVersion} ${JSON.stringify(changes)}\n`;
  const there = existsSync(path.join(site, 'index.html')) && existsSync(stamp);
  if (there && (await readFile(stamp, 'utf8')) === before) return site;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'loupe-webllm-'));
  try {
    await copySources(folder);
    await replaceRuntime(folder);
    for (const change of changes) {
      const file = path.join(folder, change.file);
      await writeFile(file, changed(await readFile(file, 'utf8'), change));
    }
    run(folder, process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/build.ts']);
    await rm(site, { recursive: true, force: true });
    await mkdir(path.dirname(site), { recursive: true });
    await cp(path.join(folder, 'out'), site, { recursive: true });
    await writeFile(stamp, before);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return site;
}

async function copySources(folder: string): Promise<void> {
  for (const name of await readdir(root))
    if (!leftOut.has(name)) await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  await linkTree(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
}

/** Deletes the linked package before the other takes its place. */
async function replaceRuntime(folder: string): Promise<void> {
  const own = path.join(folder, 'runtime');
  await mkdir(own);
  await writeFile(path.join(own, 'package.json'), '{ "private": true }');
  const wanted = `@mlc-ai/web-llm@${runtimeVersion}`;
  run(own, 'npm', ['install', wanted, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact']);
  const place = path.join('node_modules', '@mlc-ai', 'web-llm');
  await rm(path.join(folder, place), { recursive: true });
  await rename(path.join(own, place), path.join(folder, place));
  await rm(own, { recursive: true });
}

function run(cwd: string, command: string, words: string[]): void {
  // Only `npm` needs a shell, where it is a script of one.
  const shell = command === 'npm';
  execFileSync(command, words, { cwd, stdio: 'inherit', shell, env: { ...process.env, BASE_PATH: '' } });
}

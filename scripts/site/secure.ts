import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Site } from './build';
import { headersFile, withPolicy } from './policy';

/** Writes its policy into every page of a built site, and the headers for its host beside them. */
export async function secure({ folder, basePath }: Site): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  const pages = files.filter(file => file.endsWith('.html'));
  for (const name of pages) {
    const file = path.join(folder, name);
    await writeFile(file, withPolicy(await readFile(file, 'utf8')));
  }
  await writeFile(path.join(folder, '_headers'), headersFile(pages, basePath));
}

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { headersFile, withPolicy } from './policy';

/** Writes its policy into every page of a built site, and the headers for its host beside them. */
export async function secure(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  for (const name of files.filter(file => file.endsWith('.html'))) {
    const file = path.join(folder, name);
    await writeFile(file, withPolicy(await readFile(file, 'utf8')));
  }
  await writeFile(path.join(folder, '_headers'), headersFile());
}

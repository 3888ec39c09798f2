import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Gives a body a folder of its own, and removes it afterwards. */
export async function inFolder<T>(body: (file: (name: string) => string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'loupe-torture-'));
  try {
    return await body(name => path.join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

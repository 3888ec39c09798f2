import { mkdir, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { holdFile } from './lock-file';
import { obstacleOf, Refusal } from './refusal';

/** Bytes that must find room before a run begins. */
const room = 1 << 20;

/**
 * Makes sure, before the first call is paid for, that a file can be written at the end: it is no folder, its own folder is there or can be
 * made, and there are permission and room.
 *
 * @throws Refusal
 */
export async function checkWritable(name: string): Promise<void> {
  await makeFolder(name);
  await tryToWrite(`${name}.part`).catch((error: unknown) => {
    throw new Refusal(obstacleOf(name, error));
  });
}

async function makeFolder(name: string): Promise<void> {
  const found = await stat(name).catch(() => null);
  if (found?.isDirectory() || /[/\\]$/.test(name)) throw new Refusal(`${name} is a folder: name a file in it.`);
  if (found && !found.isFile()) throw new Refusal(`${name} is not a file.`);
  const folder = path.dirname(name);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new Refusal(obstacleOf(folder, error));
  });
}

async function tryToWrite(name: string): Promise<void> {
  const file = await open(name, 'w');
  try {
    await file.writeFile(Buffer.alloc(room));
    await file.sync();
  } finally {
    await file.close();
    await rm(name, { force: true });
  }
}

/**
 * Checks the file of a run, and holds it for this process.
 *
 * @returns what ends that
 * @throws Refusal
 */
export async function holdOut(name: string): Promise<() => Promise<void>> {
  await makeFolder(name);
  const release = await holdFile(name).catch((error: unknown) => {
    throw error instanceof Refusal ? error : new Refusal(obstacleOf(name, error));
  });
  try {
    await checkWritable(name);
  } catch (error) {
    await release();
    throw error;
  }
  return release;
}

import { createWriteStream, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { exportRun, exportSmallRun } from '@/lib/experiment/file';
import { largestFile } from '@/lib/experiment/limits';
import type { Run } from '@/lib/experiment/run';
import { root } from '../tool';

/** On what a run ran, as far as this process knows; the engine adds its own facts. */
export function nodeEnvironment(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const cpus = os.cpus();
  return {
    loupe: version,
    runtime: `Node ${process.versions.node}`,
    machine: `${os.platform()} ${os.arch()}, ${cpus.length} \u00d7 ${cpus[0]?.model.trim() ?? 'CPU'}`,
  };
}

/**
 * Writes a run in the place of the old file, so that a crash leaves one of them whole: as JSON lines where the name ends in `.jsonl` or
 * `.jsonl.gz`, else as one JSON value. A run that is too large for one value is written as lines, in a file of that name with
 * an `l` behind it.
 *
 * @returns the name of the file
 */
export async function writeRun(name: string, run: Run): Promise<string> {
  if (/\.jsonl(\.gz)?$/.test(name)) return writeLines(name, run);
  const text = run.entries.length <= mostEntries ? exportSmallRun(run) : null;
  if (text === null || text.length > largestFile) return writeLines(`${name.replace(/\.json$/, '')}.jsonl`, run);
  return inPlaceOf(name, part => writeFile(part, text, { flush: true }));
}

/** More than a file of one value holds, whatever they are; their text might be longer than any string. */
const mostEntries = 50_000;

async function writeLines(name: string, run: Run): Promise<string> {
  const pieces = Readable.from(exportRun(run));
  return inPlaceOf(name, part => {
    const file = createWriteStream(part, { flush: true });
    return name.endsWith('.gz') ? pipeline(pieces, createGzip(), file) : pipeline(pieces, file);
  });
}

/** Writes a file beside the old one, on the disk and not only in memory, and then in its place. A failure leaves nothing behind. */
export async function inPlaceOf(name: string, write: (part: string) => Promise<void>): Promise<string> {
  const part = `${name}.part`;
  try {
    await write(part);
    await rename(part, name);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return name;
}

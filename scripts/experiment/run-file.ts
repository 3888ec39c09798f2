import { createWriteStream, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
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
 * Writes a run beside the old file and then in its place, so that a crash leaves one of them whole: as JSON lines where the name ends in
 * `.jsonl` or `.jsonl.gz`, else as one JSON value. A run that is too large for one value is written as lines, in a file of that name with
 * an `l` behind it.
 *
 * @returns the name of the file
 */
export async function writeRun(name: string, run: Run): Promise<string> {
  if (/\.jsonl(\.gz)?$/.test(name)) return writeLines(name, run);
  const text = run.entries.length <= mostEntries ? exportSmallRun(run) : null;
  if (text === null || text.length > largestFile) return writeLines(`${name.replace(/\.json$/, '')}.jsonl`, run);
  await writeFile(`${name}.part`, text);
  await rename(`${name}.part`, name);
  return name;
}

/** More than a file of one value holds, whatever they are; their text might be longer than any string. */
const mostEntries = 50_000;

async function writeLines(name: string, run: Run): Promise<string> {
  const pieces = Readable.from(exportRun(run));
  const file = createWriteStream(`${name}.part`);
  await (name.endsWith('.gz') ? pipeline(pieces, createGzip(), file) : pipeline(pieces, file));
  await rename(`${name}.part`, name);
  return name;
}

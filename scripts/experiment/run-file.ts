import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { exportRun, largestFile } from '@/lib/experiment/file';
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

/** Writes a run beside the old file and then in its place, so that a crash leaves one of them whole. True where a page can open it. */
export async function writeRun(file: string, run: Run): Promise<boolean> {
  const text = exportRun(run);
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
  return text.length <= largestFile;
}

import { openAsBlob } from 'node:fs';
import { importFile } from '@/lib/experiment/import';
import type { Run } from '@/lib/experiment/run';
import { findPanel } from '@/lib/panels/index';
import { folder } from './lists';
import { readyMade } from './ready-made';

/**
 * The ready-made experiments as their files hold them.
 *
 * @param chosen files; all where there is none
 * @throws Error for a file that is no run, and what `importFile` throws
 */
export async function readRecorded(chosen: readonly string[] = []): Promise<{ file: string; run: Run }[]> {
  const all: { file: string; run: Run }[] = [];
  for (const { file, title } of readyMade) {
    if (chosen.length > 0 && !chosen.includes(file)) continue;
    const imported = await importFile(await openAsBlob(`${folder}/${file}`), findPanel);
    if (imported.kind !== 'run') throw new Error(`${file} is no run.`);
    all.push({ file, run: { ...imported.run, title } });
  }
  return all;
}

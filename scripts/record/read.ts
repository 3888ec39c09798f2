import { openAsBlob } from 'node:fs';
import { importFile } from '@/lib/experiment/import';
import { findPanel } from '@/lib/panels/index';
import { folder, type Recorded } from './lists';
import { readyMade } from './ready-made';

/** The ready-made experiments as their files hold them. @throws Error for a file that is no run, and what `importFile` throws */
export async function readRecorded(): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for (const { file } of readyMade) {
    const imported = await importFile(await openAsBlob(`${folder}/${file}`), findPanel);
    if (imported.kind !== 'run') throw new Error(`${file} is no run.`);
    all.push({ file, run: imported.run });
  }
  return all;
}

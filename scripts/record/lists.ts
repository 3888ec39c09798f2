import { writeFileSync } from 'node:fs';
import type { SummarisedRun } from '@/lib/experiment/panel';
import type { RunHeader } from '@/lib/experiment/run';
import { findPanel } from '@/lib/panels/index';
import { readyMade } from './ready-made';

/** Where the site's recorded experiments are, from the root of the project. */
export const folder = 'public/experiments';

/** A recorded run and its file. */
export interface Recorded {
  file: string;
  run: Pick<RunHeader, 'createdAt'> & SummarisedRun;
}

/** Writes the list of all recorded experiments. */
export function writeIndex() {
  const listed = readyMade.map(({ file, title, sentence, panel }) => ({ file, title, sentence, panel }));
  write('index.json', listed);
  return listed;
}

/** The same, and the first one that has a story, which the home page shows. */
export async function writeLists(all: readonly Recorded[]): Promise<void> {
  const listed = writeIndex();
  for (const { file, run } of all) {
    const panel = await findPanel(run.experiment.panel);
    const story = await panel?.story?.(run);
    if (!story) continue;
    write('showcase.json', { readyMade: listed.find(one => one.file === file), story });
    return;
  }
  write('showcase.json', null);
}

function write(name: string, value: unknown): void {
  writeFileSync(`${folder}/${name}`, `${JSON.stringify(value, null, 2)}\n`);
}

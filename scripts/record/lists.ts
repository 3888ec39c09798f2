import { writeFileSync } from 'node:fs';
import type { SummarisedRun } from '@/lib/experiment/panel';
import { pictureOfTable, type ResultPicture } from '@/lib/experiment/result-picture';
import type { RunHeader } from '@/lib/experiment/run';
import type { Showcased } from '@/lib/experiment/showcase';
import { findPanel } from '@/lib/panels/index';
import { measuredModels } from './models';
import { readyMade } from './ready-made';

/** Where the site's recorded experiments are, from the root of the project. */
export const folder = 'public/experiments';

/** A recorded run and its file. */
export interface Recorded {
  file: string;
  run: Pick<RunHeader, 'createdAt'> & SummarisedRun;
}

/** Where what only the home page shows is: it becomes part of the page when the site is built. */
const homeFolder = 'components/home/recorded';

/** The list of all recorded experiments. */
export const indexOf = () => readyMade.map(({ file, title, sentence, panel }) => ({ file, title, sentence, panel }));

export const writeIndex = () => write(`${folder}/index.json`, indexOf());

/**
 * What the home page shows: of each panel the first run that has a story, a picture of the result of each run, and what the models of the site
 * can do.
 */
export async function homeLists(all: readonly Recorded[]) {
  const showcase: Showcased[] = [];
  const pictures: Record<string, ResultPicture> = {};
  for (const { file, run } of all) {
    const { panel: id } = run.experiment;
    const panel = await findPanel(id);
    const table = await panel?.table(run.experiment, run.results, run.entries);
    const picture = table && pictureOfTable(table);
    if (picture) pictures[file] = picture;
    const story = showcase.some(one => one.panel === id) ? null : await panel?.story?.(run);
    if (story) showcase.push({ file, panel: id, story });
  }
  return { showcase, pictures, models: measuredModels() };
}

/** Writes the list of all recorded experiments, and what the home page shows of them. */
export async function writeLists(all: readonly Recorded[]): Promise<void> {
  writeIndex();
  for (const [name, value] of Object.entries(await homeLists(all))) write(`${homeFolder}/${name}.json`, value);
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

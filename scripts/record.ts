/**
 * `npm run record`: runs the ready-made experiments on the embedded model and writes them, with their journals, to
 * `public/experiments/`, beside the lists that the home page and the gallery read. Two options run no model: `--migrate` writes what is
 * there in the form of today, and of files that are named the results, too; `--lists` only what the lists say of it. Names of files
 * record only these.
 */
import { mkdirSync } from 'node:fs';
import { newRun } from '@/lib/experiment/run';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { nodeEnvironment, writeRun } from './experiment/run-file';
import { formatTable } from './experiment/table';
import { runEmbedded } from './measure/run';
import { folder, type Recorded, writeIndex, writeLists } from './record/lists';
import { migrateRecorded } from './record/migrate';
import { readRecorded } from './record/read';
import { readyMade } from './record/ready-made';

/** @param chosen files; all where there is none */
async function record(chosen: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const all: Recorded[] = [];
  for (const { file, title, panel: id, model, settings, sampling, seed } of readyMade) {
    if (chosen.length > 0 && !chosen.includes(file)) continue;
    const panel = await findPanel(id);
    if (!panel) throw new Error(`${file}: there is no panel ${id}.`);
    const experiment = parseExperiment(
      {
        version: 1,
        panel: id,
        settings,
        ...(model && { model }),
        ...(sampling && { sampling }),
        ...(seed !== undefined && { seed }),
      },
      panel,
    );
    const { results, status, entries, environment } = await runEmbedded(panel, experiment);
    const record = { ...newRun(experiment, title), environment: { ...nodeEnvironment(), ...environment } };
    const run = { ...record, status, results, entries: [...entries] };
    await writeRun(`${folder}/${file}`, run);
    all.push({ file, run });
    process.stdout.write(`${title}\n${formatTable(await panel.table(experiment, results, entries))}\n\n`);
  }
  if (chosen.length > 0) writeIndex();
  else await writeLists(all);
}

const named = process.argv.slice(2).filter(word => !word.startsWith('--'));
if (process.argv.includes('--migrate')) await migrateRecorded(named);
else if (process.argv.includes('--lists')) await writeLists(await readRecorded());
else await record(named);

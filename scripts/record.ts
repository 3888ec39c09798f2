/**
 * `npm run record`: runs the ready-made experiments on the embedded model and writes them, with their journals, to
 * `public/experiments/`, beside the list that the home page reads.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { newRun } from '@/lib/experiment/run';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels/index';
import { nodeEnvironment, writeRun } from './experiment/run-file';
import { formatTable } from './experiment/table';
import { runEmbedded } from './measure/run';
import { readyMade } from './record/ready-made';

const FOLDER = 'public/experiments';

mkdirSync(FOLDER, { recursive: true });
for (const { file, title, panel: id, settings, sampling, seed } of readyMade) {
  const panel = await findPanel(id);
  if (!panel) throw new Error(`${file}: there is no panel ${id}.`);
  const experiment = parseExperiment(
    { version: 1, panel: id, settings, ...(sampling && { sampling }), ...(seed !== undefined && { seed }) },
    panel,
  );
  const { results, status, entries, environment } = await runEmbedded(panel, experiment);
  const record = { ...newRun(experiment, title), environment: { ...nodeEnvironment(), ...environment } };
  await writeRun(`${FOLDER}/${file}`, { ...record, status, results, entries: [...entries] });
  process.stdout.write(`${title}\n${formatTable(panel.table(experiment, results, entries))}\n\n`);
}
const list = readyMade.map(({ file, title, sentence, panel }) => ({ file, title, sentence, panel }));
writeFileSync(`${FOLDER}/index.json`, JSON.stringify(list, null, 2) + '\n');

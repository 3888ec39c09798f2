/**
 * `npm run record`: runs the ready-made experiments on the embedded model and writes them, with their journals, to
 * `public/experiments/`, beside the list that the home page reads.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createNodeEmbeddedEngine } from '@/lib/engines/embedded-node';
import { exportRun } from '@/lib/experiment/file';
import { createJournal } from '@/lib/experiment/journal';
import { newRun } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels';
import { nodeEnvironment } from './experiment/run-file';
import { formatTable } from './experiment/table';
import { readyMade } from './record/ready-made';

const FOLDER = 'public/experiments';

mkdirSync(FOLDER, { recursive: true });
for (const { file, title, panel: id, settings } of readyMade) {
  const panel = findPanel(id);
  if (!panel) throw new Error(`${file}: there is no panel ${id}.`);
  const experiment = parseExperiment({ version: 1, panel: id, settings }, findPanel);
  const { model } = experiment.model;
  const engine = createNodeEmbeddedEngine({ model, folderUrl: `public/models/${model}` });
  const journal = createJournal();
  const { signal } = new AbortController();
  const { results, status, failure } = await runExperiment({
    panel,
    experiment,
    engine,
    journal,
    signal,
    onEvent: () => undefined,
  });
  if (failure) throw failure;
  const entries = [...journal.entries()];
  const environment = { ...nodeEnvironment(), ...engine.environment };
  await engine.dispose();
  writeFileSync(
    `${FOLDER}/${file}`,
    exportRun({ ...newRun(experiment, title), environment, status, results, entries }),
  );
  console.log(`${title}\n${formatTable(panel.table(experiment, results, entries))}\n`);
}
const list = readyMade.map(({ file, title, sentence, panel }) => ({ file, title, sentence, panel }));
writeFileSync(`${FOLDER}/index.json`, JSON.stringify(list, null, 2) + '\n');

/**
 * `npm run measure`: how good the embedded model is, by the panel's own code on 200 held-out problems of each size. Prints the tables
 * and writes them to `training/measured.json`. `npm run measure -- 40` takes 40 problems a size and writes nothing.
 */
import { writeFileSync } from 'node:fs';
import type { Experiment, Panel, ResultTable } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels';
import { divideAndConquerPanel } from '@/lib/prompting/panel';
import { nodeEnvironment } from './experiment/run-file';
import { formatTable } from './experiment/table';
import { primitives } from './measure/primitives';
import { runEmbedded } from './measure/run';

const SIZES = ['2', '3', '4', '5', '6'];
const PROBLEMS = 200;
const problems = Number(process.argv[2] ?? PROBLEMS);

const experiment = parseExperiment(
  {
    version: 1,
    panel: divideAndConquerPanel.id,
    seed: 20,
    settings: { problems: 'drawn', digits: SIZES, count: problems * SIZES.length },
  },
  findPanel,
);
let environment = nodeEnvironment();

async function measured(panel: Panel, experiment: Experiment): Promise<ResultTable> {
  const run = await runEmbedded(panel, experiment);
  environment = { ...environment, ...run.environment };
  const table = panel.table(experiment, run.results, run.entries);
  process.stdout.write(`${formatTable(table)}\n\n`);
  return table;
}

const tables = {
  primitives: await measured(await primitives(problems), { ...experiment, panel: 'primitives' }),
  strategies: await measured(divideAndConquerPanel as unknown as Panel, experiment),
};
if (problems === PROBLEMS) {
  const record = { model: experiment.model.model, seed: experiment.seed, environment, ...tables };
  writeFileSync('training/measured.json', JSON.stringify(record, null, 2) + '\n');
}

/**
 * `npm run measure`: how good the embedded model is, by the panel's own code. Single calls, 200 of each kind; and long addition, 100
 * held-out problems of each size, as the control of long multiplication, which `npm run experiment` measures for the panel's chart (see
 * `training/README.md`). Prints the tables and writes them to `training/measured.json`. `npm run measure -- 20` takes 20 of each and
 * writes nothing.
 */
import { writeFileSync } from 'node:fs';
import type { Experiment, Panel, ResultTable } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { nodeEnvironment } from './experiment/run-file';
import { formatTable } from './experiment/table';
import { primitives } from './measure/primitives';
import { runEmbedded } from './measure/run';

const SIZES = ['1', '2', '3', '4', '5', '6', '7', '8'];
const asked = process.argv[2] === undefined ? undefined : Number(process.argv[2]);

const experiment = parseExperiment(
  {
    version: 1,
    panel: divideAndConquerPanel.id,
    seed: 20,
    sampling: { max_tokens: 1024 },
    settings: {
      task: 'addition',
      problems: 'drawn',
      digits: SIZES,
      count: (asked ?? 100) * SIZES.length,
      strategies: ['io', 'cot', 'cot-sc', 'least-to-most', 'decomposed', 'divide-and-conquer'],
    },
  },
  divideAndConquerPanel,
);
let environment = nodeEnvironment();

async function measured(panel: Panel, experiment: Experiment): Promise<ResultTable> {
  const run = await runEmbedded(panel, experiment);
  environment = { ...environment, ...run.environment };
  const table = await panel.table(experiment, run.results, run.entries);
  process.stdout.write(`${formatTable(table)}\n\n`);
  return table;
}

const tables = {
  primitives: await measured(await primitives(asked ?? 200), { ...experiment, panel: 'primitives' }),
  addition: await measured(divideAndConquerPanel as unknown as Panel, experiment),
};
if (asked === undefined) {
  const record = { model: experiment.model.model, seed: experiment.seed, environment, ...tables };
  writeFileSync('training/measured.json', JSON.stringify(record, null, 2) + '\n');
}

import { writeFileSync } from 'node:fs';
import type { Experiment, Panel, ResultTable } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { nodeEnvironment } from '../experiment/run-file';
import { formatTable } from '../experiment/table';
import { primitives } from './primitives';
import { runEmbedded } from './run';

const SIZES = ['1', '2', '3', '4', '5', '6', '7', '8'];

/**
 * How good the arithmetic model is, by the panel's own code. Single calls, 200 of each kind; and long addition, 100 held-out problems of
 * each size, as the control of long multiplication, which `npm run experiment` measures for the panel's chart (see `training/README.md`).
 * Prints the tables and writes them to `training/measured.json`; with a number, takes so many of each and writes nothing.
 */
export async function measureArithmetic(asked?: number): Promise<void> {
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
}

/**
 * `npm run measure`: how good the embedded model is, by the panel's own code on 200 held-out problems of each size. Prints the tables
 * and writes them to `training/measured.json`. `npm run measure -- 40` uses 40 problems a size.
 */
import { writeFileSync } from 'node:fs';
import { createNodeEmbeddedEngine } from '@/lib/engines/embedded-node';
import { createJournal } from '@/lib/experiment/journal';
import type { Experiment, Panel, ResultTable } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { findPanel } from '@/lib/panels';
import { divideAndConquerPanel } from '@/lib/prompting/panel';
import { primitives } from './measure/primitives';

const MODEL = 'loupe-arithmetic';
const SIZES = ['2', '3', '4', '5', '6'];
const problems = Number(process.argv[2] ?? 200);

const engine = createNodeEmbeddedEngine({ model: MODEL, folderUrl: `public/models/${MODEL}` });

const strategies = parseExperiment(
  {
    version: 1,
    panel: divideAndConquerPanel.id,
    seed: 20,
    settings: { problems: 'drawn', digits: SIZES, count: problems * SIZES.length },
  },
  findPanel,
);

async function measured(panel: Panel, experiment: Experiment): Promise<ResultTable> {
  const journal = createJournal();
  const { signal } = new AbortController();
  const { results, failure } = await runExperiment({
    panel,
    experiment,
    engine,
    journal,
    signal,
    onEvent: () => undefined,
  });
  if (failure) throw failure;
  const table = panel.table(experiment, results, journal.entries());
  console.log([table.columns, ...table.rows].map(row => row.join('\t')).join('\n') + '\n');
  return table;
}

const tables = {
  primitives: await measured(await primitives(problems), { ...strategies, panel: 'primitives' }),
  strategies: await measured(divideAndConquerPanel as unknown as Panel, strategies),
};
const record = { model: MODEL, engine: engine.environment, node: process.version, ...tables };
writeFileSync('training/measured.json', JSON.stringify(record, null, 2) + '\n');
await engine.dispose();

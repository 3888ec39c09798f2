import { writeFileSync } from 'node:fs';
import { compressedModels, embeddedModel } from '@/lib/engines/models';
import type { ResultTable } from '@/lib/experiment/panel';
import { parseExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { summaryOf } from '@/lib/panels/divide-and-conquer/summary';
import { wilson } from '@/lib/stats/wilson';
import { nodeEnvironment } from '../experiment/run-file';
import { formatTable } from '../experiment/table';
import { type CacheReading, readTranscripts } from './cache-reading';
import { runEmbedded } from './run';

const SEED = 21;
const DIGITS = ['2', '4', '6', '8'];
const STRATEGIES = ['cot', 'divide-and-conquer'];

interface Exact {
  strategy: string;
  digits: number;
  n: number;
  correct: number;
}

/** What compression costs one model. */
interface Measured {
  exact: Exact[];
  reading: CacheReading;
}

/**
 * What compression costs the arithmetic model: right answers of the panel's programs, perplexity of perfect answers, and what the caches
 * really hold; for the model and each of its retrofits, on held-out problems. Prints a table and writes it to
 * `training/compression/measured.json`; with a number, takes so many problems of each size and writes nothing.
 */
export async function measureCompression(asked?: number): Promise<void> {
  const count = asked ?? 100;
  const models: Record<string, Measured> = {};
  for (const { ref } of [embeddedModel, ...compressedModels]) {
    models[ref.model] = {
      exact: await exactAnswers(ref.model, count),
      reading: await readTranscripts(ref.model, 2 * count),
    };
    process.stdout.write(`${formatTable(tableOf(models))}\n\n`);
  }
  if (asked !== undefined) return;
  const record = { seed: SEED, environment: nodeEnvironment(), models };
  writeFileSync('training/compression/measured.json', JSON.stringify(record, null, 2) + '\n');
}

/** Right answers by strategy and size, `count` held-out problems of each size, greedy. */
async function exactAnswers(model: string, count: number): Promise<Exact[]> {
  const experiment = parseExperiment(
    {
      version: 1,
      panel: divideAndConquerPanel.id,
      model: { engine: 'embedded', model },
      seed: SEED,
      sampling: { max_tokens: 1024 },
      settings: {
        task: 'multiplication',
        problems: 'drawn',
        digits: DIGITS,
        count: count * DIGITS.length,
        strategies: STRATEGIES,
      },
    },
    divideAndConquerPanel,
  );
  const run = await runEmbedded(divideAndConquerPanel as never, experiment);
  const { rows } = summaryOf({ ...run, experiment, createdAt: 0 } as never, '');
  return rows.map(({ strategy, size, n, correct }) => ({ strategy, digits: size, n, correct }));
}

function tableOf(models: Record<string, Measured>): ResultTable {
  const percent = (share: number) => (100 * share).toFixed(0);
  const cell = ({ correct, n }: Exact) => {
    const { share, low, high } = wilson(correct, n);
    return `${percent(share)} (${percent(low)} to ${percent(high)})`;
  };
  const [first] = Object.values(models);
  return {
    columns: [
      'Model',
      'ratio of slots',
      'of bytes',
      'perplexity',
      ...first!.exact.map(({ strategy, digits }) => `${strategy} ${digits}`),
    ],
    rows: Object.entries(models).map(([name, { exact, reading }]) => [
      name,
      reading.ratio.toFixed(2),
      reading.byteRatio.toFixed(2),
      reading.perplexity.toFixed(4),
      ...exact.map(cell),
    ]),
  };
}

import { refKey } from '@/lib/engines/contract';
import type { Experiment, ResultTable, UnitResult } from '@/lib/experiment/panel';
import type { BootstrapInterval } from '@/lib/stats/bootstrap';
import { controlOf, type Registry, titleOf } from './registry';
import { fullOf, type Judged, sweepOf, type SweepRow } from './report/sweep';
import { type KvResult, resultsOf } from './result';
import type { KvSettings } from './settings';

/** One row a policy and budget, and a model where several are compared: quality beside what it costs. */
export function tableOf(
  { settings, seed, model, compare }: Experiment<KvSettings>,
  results: readonly UnitResult[],
  registry: Registry,
): ResultTable {
  const all = resultsOf(results);
  const models = [...new Set([model, ...compare].map(refKey))];
  const isComparison = models.length > 1;
  const budget = settings.budget === 'ratio' ? 'Ratio' : 'Slots';
  return {
    keys: isComparison ? 3 : 2,
    figure: { rows: 'Policy', value: isTelling(all) ? 'Right answers' : 'Same token', by: budget },
    columns: [
      ...(isComparison ? ['Model'] : []),
      'Policy',
      budget,
      'Texts',
      'Failed',
      'KL (nats a token)',
      'Perplexity, times full',
      'Same token',
      'Right answers',
      'Bytes, full / held',
      'Slots read a token',
    ],
    rows: models.flatMap(key =>
      rowsOf(
        all.filter(result => result.model === key),
        seed,
        registry,
      ).map(cells => [...(isComparison ? [key] : []), ...cells]),
    ),
  };
}

/** Whether answers tell the caches apart: some cache that was compressed gets one right. */
const isTelling = (results: readonly KvResult[]): boolean =>
  results.some(({ arms }) => arms.some(arm => !('failure' in arm) && arm.right === true));

/** Of one model. What the others are measured against comes first, even where the experiment does not name it. */
function rowsOf(results: readonly KvResult[], seed: number, registry: Registry): string[][] {
  const rows = sweepOf(results, seed);
  const control = controlOf(registry);
  const { learned, texts, judged } = fullOf(results);
  if (!control || texts === 0 || rows.some(({ policy }) => policy === control.id))
    return rows.map(row => cellsOf(row, registry));
  const title = titleOf({ policy: control.id, learned }, registry);
  const against = [title, '', String(texts), '0', '0', '1', '', rightOf(judged), learned ? '' : '1.0', ''];
  return [against, ...rows.map(row => cellsOf(row, registry))];
}

const cellsOf = (row: SweepRow, registry: Registry): string[] => [
  titleOf(row, registry),
  row.budget === 0 ? '' : String(row.budget),
  String(row.texts),
  String(row.failed.length),
  within(row.kl, 3),
  within(row.perplexity, 2),
  `${row.agreed} of ${row.scored}`,
  rightOf(row.judged),
  row.ratio.toFixed(1),
  row.slotsRead.toFixed(0),
];

const within = ({ value, low, high }: BootstrapInterval, digits: number): string =>
  value === null
    ? 'none'
    : `${value.toFixed(digits)}${low === null || high === null ? '' : ` (${low.toFixed(digits)} to ${high.toFixed(digits)})`}`;

const rightOf = (judged: Judged | null): string => (judged ? `${judged.right} of ${judged.of}` : '');

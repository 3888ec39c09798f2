import type { Experiment, ResultTable, UnitResult } from '@/lib/experiment/panel';
import type { BootstrapInterval } from '@/lib/stats/bootstrap';
import type { Registry } from './registry';
import { fullOf, type Judged, sweepOf } from './report/sweep';
import { resultsOf } from './result';
import type { KvSettings } from './settings';

/** One row a policy and budget: quality beside what it costs. */
export function tableOf(
  { settings, seed }: Experiment<KvSettings>,
  results: readonly UnitResult[],
  { policies }: Registry,
): ResultTable {
  const all = resultsOf(results);
  const full = fullOf(all);
  const title = (id: string) => policies.find(policy => policy.id === id)?.title ?? id;
  return {
    columns: [
      'Policy',
      settings.budget === 'ratio' ? 'Ratio' : 'Slots',
      'Texts',
      'Failed',
      'KL (nats a token)',
      'Perplexity, times full',
      'Same token',
      'Right answers',
      'Bytes, full / held',
      'Slots read a token',
    ],
    rows: [
      ['Full cache', '', String(full.texts), '0', '0', '1', '', rightOf(full.judged), '1.0', ''],
      ...sweepOf(all, seed).map((row): string[] => [
        title(row.policy),
        String(row.budget),
        String(row.texts),
        String(row.failed.length),
        within(row.kl, 3),
        within(row.perplexity, 2),
        `${row.agreed} of ${row.scored}`,
        rightOf(row.judged),
        row.ratio.toFixed(1),
        row.slotsRead.toFixed(0),
      ]),
    ],
  };
}

const within = ({ value, low, high }: BootstrapInterval, digits: number): string =>
  value === null
    ? 'none'
    : `${value.toFixed(digits)}${low === null || high === null ? '' : ` (${low.toFixed(digits)} to ${high.toFixed(digits)})`}`;

const rightOf = (judged: Judged | null): string => (judged ? `${judged.right} of ${judged.of}` : '');

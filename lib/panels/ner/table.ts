import type { JournalEntry } from '@/lib/experiment/entry';
import type { Experiment, ResultTable, UnitResult } from '@/lib/experiment/panel';
import type { Registry } from './registry';
import { compareSystems } from './report/comparison';
import { ledgerOf } from './report/ledger';
import { loopOf } from './report/loop';
import { systemOf } from './report/systems';
import type { NerSettings } from './settings';

const percent = (share: number | null): string => (share === null ? 'none' : (100 * share).toFixed(1));

/** One row a condition, by the first metric: how well it did, and what it cost. */
export function tableOf(
  experiment: Experiment<NerSettings>,
  results: readonly UnitResult[],
  journal: readonly JournalEntry[],
  registry: Registry,
): ResultTable {
  const [metric] = registry.metrics;
  const { conditions, tests, labels } = loopOf(experiment, results, registry);
  const reports = compareSystems(conditions.map(systemOf), tests, labels, metric, experiment.seed);
  const ledger = ledgerOf(journal, reports);
  return {
    figure: { rows: 'Demonstrations', value: 'F1 %' },
    columns: [
      'Demonstrations',
      'n',
      'Not answered',
      'Unreadable',
      'Cut short',
      'Precision %',
      'Recall %',
      'F1 %',
      '95 % interval',
      'Difference',
      'p (Holm)',
      'Calls',
      'Tokens in',
      'Tokens out',
    ],
    rows: [
      ...reports.map(({ system, n, unanswered, unreadable, cut, evaluation, interval, comparison }): string[] => {
        const { precision, recall, f1 } = evaluation.total.score;
        const cost = ledger.find(({ stage }) => stage === system.id)?.cost;
        return [
          system.title,
          String(n),
          String(unanswered.trials),
          String(unreadable),
          String(cut),
          percent(precision),
          percent(recall),
          percent(f1),
          `${percent(interval.low)} to ${percent(interval.high)}`,
          comparison ? percent(comparison.difference.value) : '',
          comparison ? comparison.p.toFixed(3) : '',
          ...costCells(cost),
        ];
      }),
      ...ledger
        .filter(({ stage }) => reports.every(({ system }) => system.id !== stage))
        .map(({ title, cost }): string[] => [title, ...Array<string>(10).fill(''), ...costCells(cost)]),
    ],
  };
}

const costCells = (cost: { calls: number; promptTokens: number; completionTokens: number } | undefined): string[] => [
  String(cost?.calls ?? 0),
  String(cost?.promptTokens ?? 0),
  String(cost?.completionTokens ?? 0),
];

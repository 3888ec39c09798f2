import { createPace } from '@/lib/core/pace';
import { refKey } from '@/lib/engines/contract';
import type { Figure } from '@/lib/evaluation/detection-score';
import { groupBy } from '@/lib/evaluation/group-by';
import { isAnswered, type Metric } from '@/lib/evaluation/trial';
import type { JournalEntry } from '@/lib/experiment/entry';
import { createNamer } from '@/lib/experiment/names';
import type { Experiment, ResultTable, UnitResult } from '@/lib/experiment/panel';
import { measureTrials, type StrategyMeasure } from './evaluation/measure';
import { type StrategyTrial, trialsOf } from './evaluation/trials';
import { findTask, type Registry } from './registry';
import { problemResults } from './result';
import type { DivideAndConquerSettings } from './settings';

/**
 * One row a model, strategy and size: how well it did by the task's metric, and what it cost. Reads the journal in slices, so that a page
 * can draw in between.
 */
export async function tableOf(
  { settings, model, compare }: Experiment<DivideAndConquerSettings>,
  results: readonly UnitResult[],
  journal: readonly JournalEntry[],
  registry: Registry,
): Promise<ResultTable> {
  const { metric, unit } = findTask(settings.task, registry);
  const trials = await allTrials(settings, results, journal, registry);
  const sizes = [...new Set(trials.map(({ size }) => size))].sort((a, b) => a - b);
  const models = [model, ...compare].map(refKey);
  const columns: Column[] = [
    ...(models.length > 1 ? [{ title: 'Model', cell: ({ model }: Row) => model }] : []),
    { title: 'Strategy', cell: ({ strategy }) => strategy },
    { title: capital(unit), cell: ({ size }) => String(size) },
    { title: 'n', cell: ({ m }) => String(m.problems) },
    ...(settings.repeats > 1 ? [{ title: 'Trials', cell: ({ m }: Row) => String(m.trials) }] : []),
    ...(trials.every(({ result }) => isAnswered(result)) ? [] : [notAnswered]),
    ...scores[metric],
    ...costs,
  ];
  const pace = createPace();
  const rows: Row[] = [];
  for (const model of models)
    for (const { id, title } of registry.strategies)
      for (const size of sizes) {
        const those = trials.filter(trial => trial.model === model && trial.strategy === id && trial.size === size);
        if (those.length > 0) rows.push({ model, strategy: title, size, m: measureTrials(those, metric) });
        await pace();
      }
  const [main] = scores[metric];
  return {
    columns: columns.map(({ title }) => title),
    rows: rows.map(row => columns.map(({ cell }) => cell(row))),
    keys: models.length > 1 ? 3 : 2,
    ...(main && { figure: { rows: 'Strategy', value: main.title, by: capital(unit) } }),
  };
}

async function allTrials(
  settings: DivideAndConquerSettings,
  results: readonly UnitResult[],
  journal: readonly JournalEntry[],
  registry: Registry,
): Promise<StrategyTrial[]> {
  const pace = createPace();
  const entries = groupBy(journal, ({ path }) => path[0] ?? '');
  const rootOf = createNamer();
  const trials: StrategyTrial[] = [];
  for (const { name, value } of problemResults(results)) {
    const root = rootOf(name);
    trials.push(...trialsOf({ name, root, value }, entries.get(root) ?? [], settings, registry));
    await pace();
  }
  return trials;
}

interface Row {
  model: string;
  strategy: string;
  size: number;
  m: StrategyMeasure;
}

interface Column {
  title: string;
  cell(row: Row): string;
}

const none = 'none';
const percent = (share: number): string => (100 * share).toFixed(1);
const fixed = (value: number | null, places: number): string => value?.toFixed(places) ?? none;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const share = (title: string): Column[] => [
  { title, cell: ({ m }) => (m.score ? percent(m.score.share) : none) },
  { title: '95 % interval', cell: ({ m }) => (m.score ? `${percent(m.score.low)} to ${percent(m.score.high)}` : none) },
];

const figure = (title: string, of: (m: StrategyMeasure) => Figure | undefined): Column => ({
  title,
  cell({ m }) {
    const { value = null, low = null, high = null } = of(m) ?? {};
    if (value === null) return none;
    return low === null || high === null ? percent(value) : `${percent(value)} (${percent(low)} to ${percent(high)})`;
  },
});

const scores: Record<Metric, Column[]> = {
  exact: [...share('Correct %'), { title: 'Edit distance', cell: ({ m }) => fixed(m.editDistance, 2) }],
  detection: [
    ...share('Accuracy %'),
    figure('Precision %', ({ detection }) => detection?.precision),
    figure('Recall %', ({ detection }) => detection?.recall),
    figure('F1 %', ({ detection }) => detection?.f1),
    figure('G-mean %', ({ detection }) => detection?.gMean),
  ],
  checked: [...share('Correct %'), { title: 'Not checked', cell: ({ m }) => String(m.trials - m.checked) }],
};

/** Has no part in any other column. */
const notAnswered: Column = { title: 'Not answered', cell: ({ m }) => String(m.unanswered.trials) };

/**
 * Means a problem that was answered. Call time is the sum over the calls, which exceeds the wait where calls shared a batch; the critical path is the longest
 * chain of dependent calls.
 */
const costs: Column[] = [
  { title: 'No usable answer', cell: ({ m }) => String(m.failed) },
  { title: 'Calls', cell: ({ m }) => fixed(m.calls, 1) },
  { title: 'Tokens in', cell: ({ m }) => fixed(m.promptTokens, 0) },
  { title: 'Tokens out', cell: ({ m }) => fixed(m.completionTokens, 0) },
  { title: 'Context', cell: ({ m }) => fixed(m.context.measured, 1) },
  { title: 'Call ms', cell: ({ m }) => fixed(m.totalCallTime, 0) },
  { title: 'Critical path ms', cell: ({ m }) => fixed(m.criticalPath, 0) },
];

import type { JournalEntry } from '@/lib/experiment/entry';
import type { Experiment, ResultTable, UnitResult } from '@/lib/experiment/panel';
import { callsByStrategy, measure } from './measure';
import { problemResults } from './result';
import { strategies } from './registry';
import type { DivideAndConquerSettings } from './settings';

const percent = (share: number): string => (100 * share).toFixed(1);

/** One row a strategy and size: accuracy with its interval, and what it cost per problem. */
export function table(
  { settings }: Experiment<DivideAndConquerSettings>,
  results: readonly UnitResult[],
  journal: readonly JournalEntry[],
): ResultTable {
  const problems = problemResults(results);
  const calls = callsByStrategy(journal);
  const sizes = [...new Set(problems.map(({ value }) => value.size))].sort((a, b) => a - b);
  const rows = strategies
    .filter(({ id }) => settings.strategies.includes(id))
    .flatMap(({ id, title }) =>
      sizes.map(size => {
        const m = measure(
          id,
          problems.filter(({ value }) => value.size === size),
          calls,
        );
        const each = (total: number, places: number) => (total / m.problems).toFixed(places);
        return [
          title,
          String(size),
          String(m.problems),
          percent(m.accuracy.share),
          `${percent(m.accuracy.low)} to ${percent(m.accuracy.high)}`,
          m.editDistance?.toFixed(2) ?? 'none',
          String(m.failed),
          each(m.calls, 1),
          each(m.promptTokens, 0),
          each(m.completionTokens, 0),
          each(m.milliseconds, 0),
        ];
      }),
    );
  return { columns: [...COLUMNS], rows };
}

/** Costs are means per problem. Call time is the sum over the calls: calls that ran in one batch share their time, so it exceeds the wait. */
const COLUMNS = [
  'Strategy',
  'Digits',
  'n',
  'Correct %',
  '95 % interval',
  'Edit distance',
  'No answer',
  'Calls',
  'Tokens in',
  'Tokens out',
  'Call time ms',
] as const;

import { entriesOf, resultsOf, type LiveRun } from '@/components/trace/live-run';
import type { AccuracySeries, Bar } from '@/components/charts/series';
import { callsByStrategy, measure, type Measure } from '@/lib/prompting/measure';
import { problemResults } from '@/lib/prompting/result';
import { strategies } from '@/lib/prompting/registry';

/** What one strategy did: in all, and by the digits of the problems. */
export interface StrategyMeasure {
  id: string;
  title: string;
  /** Place in the registry: its colour and sign. */
  color: number;
  all: Measure;
  byDigits: { digits: number; measure: Measure }[];
}

/** The measures of a run as far as it is, for the strategies that it ran. */
export function evaluate(live: LiveRun, chosen: readonly string[]): StrategyMeasure[] {
  const problems = problemResults(resultsOf(live));
  const calls = callsByStrategy(entriesOf(live));
  const sizes = [...new Set(problems.map(({ value }) => value.size))].sort((a, b) => a - b);
  return strategies.flatMap(({ id, title }, color) => {
    if (!chosen.includes(id)) return [];
    const byDigits = sizes.map(digits => {
      const those = problems.filter(({ value }) => value.size === digits);
      return { digits, measure: measure(id, those, calls) };
    });
    return [{ id, title, color, all: measure(id, problems, calls), byDigits }];
  });
}

/** For the chart of accuracy by digits. */
export function accuracySeries(measures: readonly StrategyMeasure[]): AccuracySeries[] {
  return measures.map(({ id, title, color, byDigits }) => ({
    ...{ id, label: title, color },
    points: byDigits.map(({ digits, measure: { accuracy, problems } }) => ({
      ...{ x: digits, value: accuracy.share, low: accuracy.low, high: accuracy.high, n: problems },
    })),
  }));
}

/** Mean of a quantity per problem, for every strategy. */
export function barsOf(measures: readonly StrategyMeasure[], quantity: (all: Measure) => number): Bar[] {
  return measures.map(({ id, title, color, all }) => ({
    ...{ id, label: title, color, n: all.problems },
    value: all.problems === 0 ? 0 : quantity(all) / all.problems,
  }));
}

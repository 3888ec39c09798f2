import { type Measure, measure } from '@/lib/evaluation/measure';
import type { Metric } from '@/lib/evaluation/trial';
import { answeredOf } from '@/lib/evaluation/unanswered';
import { type DecodingContext, pool } from './context';
import type { StrategyTrial } from './trials';

/** What a set of trials comes to, decoding context included: means over all drawn tokens, null where they are not known. */
export interface StrategyMeasure extends Measure {
  context: Record<keyof DecodingContext, number | null>;
}

/** `resample` false spares the intervals that need the bootstrap, which takes a moment for many problems. */
export function measureTrials(all: readonly StrategyTrial[], metric: Metric, resample = true): StrategyMeasure {
  const trials = answeredOf(all);
  const isCounted = trials.every(({ cost }) => cost.isCounted);
  const mean = (figure: keyof DecodingContext): number | null =>
    isCounted ? (pool(trials.map(({ context }) => context[figure]))?.mean ?? null) : null;
  return {
    ...measure(all, metric, resample),
    context: { measured: mean('measured'), computed: mean('computed'), oneChain: mean('oneChain') },
  };
}

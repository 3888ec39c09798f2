import type { StepReader } from '@/components/workbench/views';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { titleOf } from './step-name';
import { traceStrategy } from './strategy-trace';

/** A step of a strategy with its verdict, as the inspector shows it. */
export const openStep: StepReader<DivideAndConquerSettings>['openStep'] = (trace, key, { experiment }) => {
  const strategy = trace.calls.get(key)?.path[1];
  if (strategy === undefined) return undefined;
  const found = traceStrategy(trace, strategy, experiment.settings).steps.get(key);
  if (!found) return undefined;
  const { step, role, status, expected, about } = found;
  return { key, call: step.item, title: `${titleOf(strategy)}: ${role.toLowerCase()}`, about, status, expected };
};

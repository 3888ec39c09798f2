import type { TracedCall } from '@/components/trace/call';
import type { PanelViews } from '@/components/workbench/views';
import { findStrategy } from '@/lib/panels/divide-and-conquer/registry';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { traceStrategy } from './strategy-trace';

const titleOf = (strategy: string): string => findStrategy(strategy)?.title ?? strategy;

/** A step of a strategy with its verdict, as the inspector shows it. */
export const openStep: PanelViews<DivideAndConquerSettings>['openStep'] = (trace, key, { experiment }) => {
  const strategy = trace.calls.get(key)?.path[1];
  if (strategy === undefined) return undefined;
  const found = traceStrategy(trace, strategy, experiment.settings).steps.get(key);
  if (!found) return undefined;
  const { step, role, status, expected, about } = found;
  return { key, call: step.item, title: `${titleOf(strategy)}: ${role.toLowerCase()}`, about, status, expected };
};

/** `Divide and conquer / high × low / solve`. */
export function stepName({ path }: Pick<TracedCall, 'path'>): string {
  const [, strategy = '', ...names] = path;
  return [titleOf(strategy), ...names].join(' / ');
}

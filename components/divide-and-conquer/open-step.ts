import type { TracedCall } from '@/components/trace/call';
import { stageWords } from '@/components/trace/stages';
import type { PanelViews } from '@/components/workbench/views';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { traceStrategy } from './nodes';

const titleOf = (strategy: string): string => strategies.find(({ id }) => id === strategy)?.title ?? strategy;

/** A step of a strategy with its verdict, as the inspector shows it. */
export const openStep: PanelViews<DivideAndConquerSettings>['openStep'] = (trace, key, { experiment }) => {
  const strategy = trace.calls.get(key)?.path[1];
  if (strategy === undefined) return undefined;
  const found = traceStrategy(trace, strategy, experiment.settings).steps.get(key);
  if (!found) return undefined;
  const { step, status, expected, title } = found;
  const name = titleOf(strategy);
  const words = stageWords(step.name);
  return {
    key,
    call: step.call,
    title: words === name ? name : `${name}: ${words.toLowerCase()}`,
    about: title.whole,
    status,
    expected,
  };
};

/** `Divide and conquer / high × low / solve`. */
export function stepName({ path }: Pick<TracedCall, 'path'>): string {
  const [, strategy = '', ...names] = path;
  return [titleOf(strategy), ...names].join(' / ');
}

import type { TracedCall } from '@/components/trace/call';
import { findStrategy } from '@/lib/panels/divide-and-conquer/registry';

/** The title of a strategy; its id where this copy of Loupe does not know it. */
export const titleOf = (strategy: string): string => findStrategy(strategy)?.title ?? strategy;

/** `Divide and conquer / high × low / solve`. */
export function stepName({ path }: Pick<TracedCall, 'path'>): string {
  const [, strategy = '', ...names] = path;
  return [titleOf(strategy), ...names].join(' / ');
}

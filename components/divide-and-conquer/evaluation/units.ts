import type { UnitTrace } from '@/components/trace/unit-trace';
import type { PlacedTrial } from '@/components/workbench/evaluation/columns';
import { type StrategyTrial, trialsOf } from '@/lib/panels/divide-and-conquer/evaluation/trials';
import { isProblemResult } from '@/lib/panels/divide-and-conquer/result';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';

/** A trial of this panel with its place on the page. */
export type PlacedStrategyTrial = StrategyTrial & PlacedTrial;

/** A trace never changes once its unit has ended, so its trials are kept as long as it lives. */
const known = new WeakMap<UnitTrace, PlacedStrategyTrial[]>();

/** The trials of one unit; none while it has not ended, or where its result is not one of this panel. */
export function trialsOfUnit(trace: UnitTrace, settings: DivideAndConquerSettings): PlacedStrategyTrial[] {
  const found = known.get(trace) ?? readUnit(trace, settings);
  known.set(trace, found);
  return found;
}

/** Whether a unit has ended and its trials were not asked for yet. */
export const isUnread = (trace: UnitTrace): boolean => trace.result !== undefined && !known.has(trace);

function readUnit({ root, result, calls }: UnitTrace, settings: DivideAndConquerSettings): PlacedStrategyTrial[] {
  const value = result?.value;
  if (result === undefined || !isProblemResult(value)) return [];
  const entries = [...calls.values()].flatMap(({ entry }) => entry ?? []);
  return trialsOf({ name: result.name, root, value }, entries, settings).map(trial => ({ ...trial, root }));
}

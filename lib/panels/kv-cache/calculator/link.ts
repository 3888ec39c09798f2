import { Failure } from '@/lib/core/failure';
import { describeIssue } from '@/lib/core/issue';
import { canonical, type Json } from '@/lib/core/json';
import { readLink } from '@/lib/experiment/link';
import { writeLink } from '@/lib/experiment/write-link';
import { calculate } from './calculate';
import { calculatorSchema, type CalculatorState, defaultState } from './state';

/**
 * A state as the fragment of a URL, without what equals the state that the calculator opens with; empty for that one.
 *
 * @throws Failure `link-too-large` for a config that is too long for a link
 */
export function linkOf(state: CalculatorState): string {
  const usual = defaultState as Record<string, Json>;
  const changed = Object.entries(state as Record<string, Json>).filter(
    ([name, value]) => canonical(value) !== canonical(usual[name] ?? null),
  );
  return changed.length === 0 ? '' : writeLink(Object.fromEntries(changed));
}

/**
 * The state of a fragment that {@link linkOf} wrote, or that comes from anywhere.
 *
 * @throws Failure what `readLink` throws; `link-malformed` for values that no field has; `config-unfit` for a config that cannot be
 *   computed with
 */
export function stateOf(hash: string): CalculatorState {
  if (hash.length <= 1) return defaultState;
  const value = readLink(hash);
  const { success, data, error } = calculatorSchema.safeParse({
    ...defaultState,
    ...(typeof value === 'object' ? value : { value }),
  });
  if (!success) throw new Failure('link-malformed', describeIssue(error));
  calculate(data);
  return data;
}

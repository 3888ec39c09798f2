import { Failure } from '@/lib/core/failure';
import type { Protected } from './contract';

/**
 * How many slots a head may keep, on average over all heads: a share of the tokens that were read, or a fixed number. Tokens of the prompt
 * count like all others.
 */
export type Budget =
  | {
      kind: 'ratio';
      /** Tokens read for each slot kept; at least 1. */
      ratio: number;
    }
  | { kind: 'slots'; slots: number };

/** When slots are removed: once, after the prompt was read; with every few tokens after it; or both. */
export type When = 'prompt' | 'decoding' | 'both';

/** @throws Failure `bound-reached` for a budget that is not a number of that kind, or that the protected slots do not fit into */
export function checkBudget(budget: Budget): void {
  const value = budget.kind === 'ratio' ? budget.ratio : budget.slots;
  if (!(Number.isFinite(value) && value >= 1))
    throw new Failure('bound-reached', budget.kind === 'ratio' ? 'A compression ratio is a number of at least 1.' : 'A budget is at least one slot.'); // prettier-ignore
}

/** Slots that a head may keep on average after `tokens` tokens; never fewer than are protected, and never more than there are tokens. */
export function slotsAllowed(budget: Budget, tokens: number, protects: Protected): number {
  const asked = budget.kind === 'ratio' ? Math.ceil(tokens / budget.ratio) : Math.floor(budget.slots);
  return Math.min(tokens, Math.max(asked, protects.first + protects.recent, 1));
}

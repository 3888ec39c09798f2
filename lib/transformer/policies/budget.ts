import { Failure } from '@/lib/core/failure';
import type { ParameterValues, Policy, Protected } from './contract';

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

/**
 * @throws Failure `experiment-invalid` for a budget that is not a number of its kind, for fewer slots than the policy protects, and for a
 *   parameter that the policy has not or that is out of its bounds
 */
export function checkCompression(policy: Policy, parameters: ParameterValues, budget: Budget, every: number): void {
  const refuse = (detail: string): never => {
    throw new Failure('experiment-invalid', detail);
  };
  for (const [name, value] of Object.entries(parameters)) {
    const parameter = policy.parameters.find(one => one.name === name);
    if (!parameter) return refuse(`${policy.title} has no parameter ${name}.`);
    const { title, min, max, isInteger } = parameter;
    if (!(value >= min && value <= max && (!isInteger || Number.isInteger(value))))
      refuse(`${title} of ${policy.title} is a ${isInteger ? 'whole ' : ''}number from ${min} to ${max}.`);
  }
  if (!(Number.isInteger(every) && every >= 1)) refuse('Slots are removed every 1 or more tokens.');
  if (budget.kind === 'ratio') {
    if (!(Number.isFinite(budget.ratio) && budget.ratio >= 1)) refuse('A compression ratio is a number of at least 1.');
    return;
  }
  const { slots } = budget;
  if (!(Number.isSafeInteger(slots) && slots >= 1)) refuse('A budget is a whole number of at least one slot.');
  const { first, recent } = policy.protects(parameters, slots);
  if (first + recent > slots)
    refuse(`${policy.title} protects ${first + recent} slots, which a budget of ${slots} has no room for.`);
}

/**
 * Slots that a head may keep on average after `tokens` tokens: never fewer than are protected, which a ratio asks for at the beginning of a
 * text, and never more than there are tokens.
 */
export function slotsAllowed(budget: Budget, tokens: number, protects: Protected): number {
  const asked = budget.kind === 'ratio' ? Math.ceil(tokens / budget.ratio) : budget.slots;
  return Math.min(tokens, Math.max(asked, protects.first + protects.recent, 1));
}

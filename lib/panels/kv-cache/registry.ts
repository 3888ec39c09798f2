import { isControl, type Policy } from '@/lib/transformer/policies/contract';
import { policies } from '@/lib/transformer/policies/registry';
import type { TextSet } from './texts/contract';
import { textSets } from './texts/registry';

/** What an experiment can choose from. */
export interface Registry {
  textSets: readonly TextSet[];
  policies: readonly Policy[];
}

export const registry: Registry = { textSets, policies };

/**
 * What the caches of a policy are called; its id where nobody knows it. A model that compresses its cache by itself (`learned`) has no full
 * one: its control is the model as trained.
 */
export function titleOf(
  { policy, learned }: { policy: string; learned: string | null },
  { policies }: Pick<Registry, 'policies'> = registry,
): string {
  const known = policies.find(({ id }) => id === policy);
  return known && learned && isControl(known) ? `As trained (${learned})` : (known?.title ?? policy);
}

/** The policy that is measured against itself. */
export const controlOf = ({ policies }: Pick<Registry, 'policies'> = registry): Policy | undefined =>
  policies.find(isControl);

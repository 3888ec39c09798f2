import type { Policy } from '@/lib/transformer/policies/contract';
import { policies } from '@/lib/transformer/policies/registry';
import type { TextSet } from './texts/contract';
import { textSets } from './texts/registry';

/** What an experiment can choose from. */
export interface Registry {
  textSets: readonly TextSet[];
  policies: readonly Policy[];
}

export const registry: Registry = { textSets, policies };

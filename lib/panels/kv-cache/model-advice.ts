import { type EngineRef, refKey } from '@/lib/engines/contract';
import { findModel } from '@/lib/engines/models';
import { whyNotMeasured } from '@/lib/engines/open';
import type { Experiment } from '@/lib/experiment/panel';
import { removesSlots } from '@/lib/transformer/policies/contract';
import type { Registry } from './registry';
import type { KvSettings } from './settings';

/** What a person should know of a chosen model before a run. */
export type ModelAdvice =
  /** Nobody can look into its cache, for this reason. */
  | { kind: 'closed'; model: EngineRef; reason: string }
  /** The texts were made for another model. */
  | { kind: 'other texts'; model: EngineRef; usual: EngineRef }
  /** It has learned to compress its cache by itself, so that these policies, by their titles, cannot work on it. */
  | { kind: 'compresses itself'; model: EngineRef; method: string; policies: readonly string[] };

/** What is to be said of the first model, and of each that it is compared with. Empty where all suit the experiment. */
export function modelAdvice(
  { model, compare, settings }: Pick<Experiment<KvSettings>, 'model' | 'compare' | 'settings'>,
  { textSets, policies }: Registry,
): ModelAdvice[] {
  const usual = textSets.find(({ id }) => id === settings.texts)?.models;
  const removing = policies
    .filter(policy => settings.policies.includes(policy.id) && removesSlots(policy))
    .map(({ title }) => title);
  return [model, ...compare].flatMap((ref): ModelAdvice[] => {
    const reason = whyNotMeasured(ref);
    if (reason !== undefined) return [{ kind: 'closed', model: ref, reason }];
    const method = findModel(ref)?.compression?.method;
    return [
      ...(usual && !usual.some(one => refKey(one) === refKey(ref))
        ? [{ kind: 'other texts', model: ref, usual: usual[0] } as const]
        : []),
      ...(method !== undefined && removing.length > 0
        ? [{ kind: 'compresses itself', model: ref, method, policies: removing } as const]
        : []),
    ];
  });
}

/** The chosen policies without those that remove tokens; the full cache where none is left. */
export function policiesThatKeep(chosen: readonly string[], { policies }: Pick<Registry, 'policies'>): string[] {
  const keeping = policies.filter(policy => !removesSlots(policy)).map(({ id }) => id);
  const left = chosen.filter(id => keeping.includes(id));
  return left.length > 0 ? left : keeping.slice(0, 1);
}

import { type EngineRef, refKey } from '@/lib/engines/contract';
import { whyNotMeasured } from '@/lib/engines/open';
import type { Registry } from './registry';
import type { KvSettings } from './settings';

/** What a person should know of the chosen model before a run. */
export type ModelAdvice =
  /** Nobody can look into its cache, for this reason. */
  | { kind: 'closed'; reason: string }
  /** The texts were made for another model. */
  | { kind: 'other texts'; usual: EngineRef };

/** Null where the model suits the texts, and where they are the person's own. */
export function modelAdvice(model: EngineRef, { texts }: KvSettings, { textSets }: Registry): ModelAdvice | null {
  const reason = whyNotMeasured(model);
  if (reason !== undefined) return { kind: 'closed', reason };
  const models = textSets.find(({ id }) => id === texts)?.models;
  return !models || models.some(ref => refKey(ref) === refKey(model))
    ? null
    : { kind: 'other texts', usual: models[0] };
}

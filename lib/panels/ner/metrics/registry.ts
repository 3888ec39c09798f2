import type { Metric } from './contract';
import { mentionSet } from './mention-set';
import { exactSpans, partialSpans, strictSpans, typeOnly } from './spans';
import { lenientTags, strictTags } from './tagged';

/** All metrics, the reference's first. A new one is a new file and a line here. */
export const metrics: readonly [Metric, ...Metric[]] = [
  mentionSet,
  strictSpans,
  exactSpans,
  partialSpans,
  typeOnly,
  strictTags,
  lenientTags,
];

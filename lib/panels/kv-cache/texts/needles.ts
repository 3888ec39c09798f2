import { nerModel } from '@/lib/engines/models';
import type { CacheText, TextSet } from './contract';
import { haystackLengths, haystacksOf, usualLength } from './haystack';

/** Needle in a haystack, in the only prompts that the English model reads: one of the examples tells what the name is. */
export const needles: TextSet = {
  id: 'needles',
  title: 'A name among examples',
  about:
    'Only one example tells the label of the name that is asked for: a needle in a haystack, for the English model.',
  models: [nerModel.ref],
  lengths: { usual: usualLength, all: haystackLengths },
  load: async () => haystacksOf((await import('./data/needles.json')).default as CacheText[]),
  isRight: (written, answer) => written.replace(/\s/g, '') === answer.replace(/\s/g, ''),
};

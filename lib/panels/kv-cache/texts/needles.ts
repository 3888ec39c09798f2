import { nerModel } from '@/lib/engines/models';
import type { CacheText, TextSet } from './contract';

/** Needle in a haystack, in the only prompts that the English model reads: one of twelve examples tells what the name is. */
export const needles: TextSet = {
  id: 'needles',
  title: 'A name among twelve examples',
  about:
    'Only one of twelve examples tells the label of the name that is asked for: a needle in a haystack, for the English model.',
  models: [nerModel.ref],
  load: async () => (await import('./data/needles.json')).default as CacheText[],
  isRight: (written, answer) => written.replace(/\s/g, '') === answer.replace(/\s/g, ''),
};

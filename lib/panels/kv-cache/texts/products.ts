import { compressedModels, embeddedModel } from '@/lib/engines/models';
import type { CacheText, TextSet } from './contract';

/** Long multiplication, step by step: a long working of which every digit counts. */
export const products: TextSet = {
  id: 'products',
  title: 'Long multiplication, step by step',
  about: 'The arithmetic model writes a working of some hundred tokens, and the answer needs digits from all over it.',
  models: [embeddedModel.ref, ...compressedModels.map(({ ref }) => ref)],
  load: async () => (await import('./data/products.json')).default as CacheText[],
  // The working ends with the number; digits may be grouped.
  isRight: (written, answer) => /(\d[\d,\s]*)\D*$/.exec(written)?.[1]?.replace(/\D/g, '') === answer,
};

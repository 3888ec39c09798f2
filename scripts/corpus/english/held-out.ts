import { hash32 } from '@/lib/core/hash';

/** Which half of the names a draw may use: those that are trained on, or those that are only measured with. */
export type Part = 'training' | 'measuring';

/** One made-up word in eight, by its hash, stands in no training row. */
export const partOf = (word: string): Part =>
  hash32(`name ${word.toLowerCase()}`) % 8 === 0 ? 'measuring' : 'training';

/** One common noun in sixteen is never a label in training. */
export const isHeldOutNoun = (noun: string): boolean => hash32(`noun ${noun}`) % 16 === 0;

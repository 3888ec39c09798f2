import type { TextSet } from './contract';
import { needles } from './needles';
import { products } from './products';
import { repeated } from './repeated';

/** All sets of texts that ship, in the order of the form. */
export const textSets: readonly TextSet[] = [products, needles, repeated];

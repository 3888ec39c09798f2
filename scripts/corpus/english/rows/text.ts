import type { Random } from '@/lib/core/random';
import { pick } from '../choose';
import { learned, type Row } from '../row';

/** Some texts in a row, of which every token is learned. */
export const textRow = (texts: readonly string[], random: Random): Row => [
  learned(`${Array.from({ length: random.integer(4, 10) }, () => pick(random, texts)).join('\n')}\n`),
];

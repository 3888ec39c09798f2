import type { Sentence } from '../corpus';
import { offsetsOf } from './offsets';

/** A sentence as it begins, with the entities that lie in that; whole where it is no longer than `length` code points. */
export function beginningOf(
  { text, entities }: Pick<Sentence, 'text' | 'entities'>,
  length: number,
): { text: string; entities: Sentence['entities']; isCut: boolean } {
  const offsets = offsetsOf(text);
  if (offsets.length <= length) return { text, entities, isCut: false };
  return {
    text: offsets.slice(0, length) ?? '',
    entities: entities && entities.filter(({ end }) => end <= length),
    isCut: true,
  };
}
